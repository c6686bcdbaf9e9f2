package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.WiredPair;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cause that an option is meant to remove; verification asks whether it is gone.
 *
 * @param row of the cause, such as {@code 2c.1}
 * @param subject of the cause, in words
 * @param pairs the pools and settings whose servers have to be healthy then, each written {@code
 *     pool~setting} as Azure's metrics do, by the names that they have then; empty where back-end
 *     health does not show the cause
 */
public record Cure(String row, String subject, List<String> pairs) {
  public Cure {
    pairs = List.copyOf(pairs);
  }

  /**
   * @param before the gateway when planning; nothing where it could not be read
   * @param after the gateway once the option's changes are made
   */
  static Cure of(Finding cause, Optional<Gateway> before, Optional<Gateway> after) {
    return new Cure(cause.row(), cause.subject().toString(), pairs(cause.subject(), before, after));
  }

  private static List<String> pairs(
      Subject subject, Optional<Gateway> before, Optional<Gateway> after) {
    if (subject instanceof Subject.Pool pool) {
      return wired(after, pool.pool()).toList();
    }
    if (subject.asPair().isEmpty()) {
      return newlyServed(before, after);
    }
    return subject.asPair().stream().flatMap(pair -> successors(pair, before, after)).toList();
  }

  /**
   * The pair itself, or where a change leads its pool through another setting, such as a copy that
   * was made for it, the pool with that one: by the old name nobody reports a server any more.
   */
  private static Stream<String> successors(
      Subject.Pair pair, Optional<Gateway> before, Optional<Gateway> after) {
    String itself = pair.pool() + "~" + pair.setting();
    if (after.isEmpty() || wired(after, pair.pool()).anyMatch(itself::equalsIgnoreCase)) {
      return Stream.of(itself);
    }
    List<String> known = wired(before, pair.pool()).toList();
    return wired(after, pair.pool()).filter(now -> known.stream().noneMatch(now::equalsIgnoreCase));
  }

  /**
   * What a change that is about no pair leads requests to: pairs that more rules lead to than
   * before, and those of a pool that had no servers.
   */
  private static List<String> newlyServed(Optional<Gateway> before, Optional<Gateway> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return List.of();
    }
    return after.get().wiredPairs().stream()
        .filter(pair -> hasServers(after.get(), pair) && !wasServed(before.get(), pair))
        .map(pair -> pair.pool() + "~" + pair.setting())
        .toList();
  }

  private static boolean wasServed(Gateway before, WiredPair pair) {
    return hasServers(before, pair)
        && before
            .wiredPair(pair.pool(), pair.setting())
            .filter(known -> known.rules().containsAll(pair.rules()))
            .isPresent();
  }

  private static boolean hasServers(Gateway gateway, WiredPair pair) {
    return gateway.pool(pair.pool()).filter(pool -> !pool.isEmpty()).isPresent();
  }

  private static Stream<String> wired(Optional<Gateway> gateway, String pool) {
    return gateway.stream()
        .flatMap(it -> it.wiredPairs().stream())
        .filter(pair -> pair.pool().equalsIgnoreCase(pool))
        .map(pair -> pair.pool() + "~" + pair.setting())
        .distinct();
  }

  /** True for a finding that says that the cause is still there, by whatever name its pair has. */
  public boolean isStill(Finding finding) {
    return finding.row().equals(row)
        && (finding.subject().toString().equals(subject)
            || finding.subject().asPair().stream()
                .map(pair -> pair.pool() + "~" + pair.setting())
                .anyMatch(pair -> pairs.stream().anyMatch(pair::equalsIgnoreCase)));
  }
}
