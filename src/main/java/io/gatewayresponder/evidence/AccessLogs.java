package io.gatewayresponder.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The access log of a gateway's last hour in one workspace, grouped: what was answered and how
 * often. Requests that were answered below 500 are one group for each table.
 */
public record AccessLogs(List<Group> groups) {
  /**
   * Requests that ended alike.
   *
   * @param table {@code AGWAccessLogs} or {@code AzureDiagnostics}
   * @param httpStatus what the client got
   * @param serverStatus what the back end answered; empty when it did not
   * @param errorInfo the gateway's own word, such as {@code ERRORINFO_UPSTREAM_TIMED_OUT}; empty
   *     when the table has none
   * @param serverRouted address and port of the back end; empty when none was chosen
   * @param pool the pool's name; empty when not logged
   * @param setting the HTTP setting's name; empty when not logged
   * @param latencySeconds how long the back end took, rounded down to whole seconds
   * @param requests how many
   */
  public record Group(
      String table,
      int httpStatus,
      String serverStatus,
      String errorInfo,
      String serverRouted,
      String pool,
      String setting,
      double latencySeconds,
      long requests) {
    public boolean fails() {
      return httpStatus >= 500;
    }

    /** The same ending, met by another number of requests. */
    private Group counting(long other) {
      return new Group(
          table,
          httpStatus,
          serverStatus,
          errorInfo,
          serverRouted,
          pool,
          setting,
          latencySeconds,
          other);
    }
  }

  public AccessLogs {
    groups = List.copyOf(groups);
  }

  /**
   * The logs of several workspaces as one. The same log may be kept in two of them, so of equal
   * groups the larger one counts, and not their sum.
   */
  public static AccessLogs merge(List<AccessLogs> several) {
    Map<Group, Long> most = new LinkedHashMap<>();
    several.stream()
        .flatMap(one -> one.groups().stream())
        .forEach(group -> most.merge(group.counting(0), group.requests(), Math::max));
    return new AccessLogs(
        most.entrySet().stream().map(one -> one.getKey().counting(one.getValue())).toList());
  }

  /** Every request of the hour, failed or not. */
  public long requests() {
    return groups.stream().mapToLong(Group::requests).sum();
  }

  public List<Group> failing() {
    return groups.stream().filter(Group::fails).toList();
  }

  /**
   * The shape of the failing requests, as part of a fingerprint: a word for each way of ending,
   * without names and counts.
   *
   * @param timeout the request time-out of a setting by its name, in seconds; zero when not known
   */
  public Set<String> shape(ToIntFunction<String> timeout) {
    return failing().stream()
        .map(group -> LoggedEnding.word(group, timeout.applyAsInt(group.setting())))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
