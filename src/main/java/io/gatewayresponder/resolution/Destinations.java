package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendPool;
import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where requests that lead nowhere can be led: pools that have servers, through settings that are
 * there. Where to is a person's choice; the likeliest is guessed from what was probed lately, from
 * what no rule uses, and from where other rules lead.
 */
final class Destinations {
  /** A pool and a setting. */
  record Pair(String pool, String setting) {}

  /**
   * A destination with the reason for it.
   *
   * @param supported false where nothing speaks for this one rather than another
   */
  record Guess(Pair pair, String reason, boolean supported) {}

  private final Gateway gateway;
  private final PoolHistory history;

  private Destinations(Gateway gateway, PoolHistory history) {
    this.gateway = gateway;
    this.history = history;
  }

  static Destinations of(Sight sight, Gateway gateway) {
    return new Destinations(gateway, PoolHistory.of(sight, gateway));
  }

  /** True where requests can be led somewhere at all. */
  boolean any() {
    return !pools().isEmpty() && !settings().isEmpty();
  }

  /**
   * True where requests of more than one pair got lost: one destination is not the place of all.
   */
  boolean severalAreLost() {
    return history.lost().stream().filter(this::isUsable).count() > 1;
  }

  /**
   * The likeliest destination of a place; there has to be any.
   *
   * @param pool that the place names; kept where it has servers
   * @param setting that the place names; kept where it is there
   * @param beside where the other paths of the same map lead
   */
  Guess guess(String pool, String setting, List<Pair> beside) {
    return candidates(beside)
        .filter(guess -> !isUsable(pool) || guess.pair().pool().equalsIgnoreCase(pool))
        .filter(
            guess ->
                gateway.setting(setting).isEmpty()
                    || guess.pair().setting().equalsIgnoreCase(setting))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("every pool and setting is a candidate"));
  }

  /** The names of all pools that have servers, this one first. */
  List<String> pools(Guess guess) {
    return first(guess.pair().pool(), pools());
  }

  /** The names of all HTTP settings, this one first. */
  List<String> settings(Guess guess) {
    return first(guess.pair().setting(), settings());
  }

  private static List<String> first(String name, List<String> all) {
    return Stream.concat(Stream.of(name), all.stream()).distinct().toList();
  }

  /** The likelier comes first. */
  private Stream<Guess> candidates(List<Pair> beside) {
    return Stream.of(lost(), unused(), beside(beside), wired(), all()).flatMap(some -> some);
  }

  private Stream<Guess> lost() {
    return history.lost().stream()
        .filter(this::isUsable)
        .map(
            pair ->
                new Guess(
                    pair,
                    "the servers of "
                        + pair.pool()
                        + " were probed through "
                        + pair.setting()
                        + " within the last hour, and no rule leads there now",
                    true));
  }

  private Stream<Guess> unused() {
    List<String> pools = pools().stream().filter(pool -> !gateway.uses(pool)).toList();
    List<String> settings =
        Stream.concat(settings().stream().filter(setting -> !isWired(setting)), settings().stream())
            .distinct()
            .toList();
    return pools.stream()
        .flatMap(
            pool ->
                settings.stream()
                    .map(
                        setting ->
                            new Guess(
                                new Pair(pool, setting),
                                "pool " + pool + " has servers, and no rule leads to it",
                                pools.size() == 1)));
  }

  private boolean isWired(String setting) {
    return gateway.wiredPairs().stream().anyMatch(pair -> pair.setting().equalsIgnoreCase(setting));
  }

  private Stream<Guess> beside(List<Pair> beside) {
    return beside.stream()
        .filter(this::isUsable)
        .map(pair -> new Guess(pair, "other paths of the same map lead there", true));
  }

  private Stream<Guess> wired() {
    return gateway.wiredPairs().stream()
        .map(
            pair ->
                new Guess(
                    new Pair(pair.pool(), pair.setting()),
                    "rule " + String.join(", ", pair.rules()) + " leads there as well",
                    true))
        .filter(guess -> isUsable(guess.pair()));
  }

  private Stream<Guess> all() {
    boolean only = pools().size() == 1 && settings().size() == 1;
    String reason =
        only ? "there is no other" : "a guess: nothing that was seen speaks for one of them";
    return pools().stream()
        .flatMap(
            pool ->
                settings().stream()
                    .map(setting -> new Guess(new Pair(pool, setting), reason, only)));
  }

  private List<String> pools() {
    return gateway.pools().stream().filter(pool -> !pool.isEmpty()).map(BackendPool::name).toList();
  }

  private List<String> settings() {
    return gateway.settings().stream()
        .filter(setting -> !setting.isLayerFour())
        .map(BackendSetting::name)
        .toList();
  }

  private boolean isUsable(String pool) {
    return gateway.pool(pool).filter(found -> !found.isEmpty()).isPresent();
  }

  private boolean isUsable(Pair pair) {
    return isUsable(pair.pool()) && settings().stream().anyMatch(pair.setting()::equalsIgnoreCase);
  }
}
