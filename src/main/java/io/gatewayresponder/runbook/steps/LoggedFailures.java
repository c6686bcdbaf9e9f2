package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.AccessLogs;
import io.gatewayresponder.evidence.AccessLogs.Group;
import io.gatewayresponder.evidence.BackendPool;
import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.LoggedEnding;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The failed requests of the last hour's access log, by how they ended.
 *
 * @param gateway whose settings have the time-outs; nothing where it could not be read
 * @param logs of all workspaces that could be read, about the subject
 * @param all how many requests, and how many failed ones, there are about anything
 * @param read false where no workspace could be read
 * @param over true where requests failed in the hour, and none does in the last minutes
 * @param couldNotCheck sentences about the workspaces that could not be read
 */
record LoggedFailures(
    Optional<Gateway> gateway,
    AccessLogs logs,
    Totals all,
    boolean read,
    boolean over,
    List<String> couldNotCheck) {
  /** A request fails by chance now and then: the usual alert wants more than five. */
  static final long AT_LEAST = 5;

  /** An alert is about what makes most of the failures, not about a twentieth of them. */
  static final double OF_FAILED = 0.05;

  /** Of ten pools, one that fails for a minute of the hour's 60 is more than a thousandth. */
  static final double OF_ALL = 0.001;

  /** Requests of the hour, about anything. */
  record Totals(long requests, long failed) {
    static Totals of(AccessLogs logs) {
      return new Totals(logs.requests(), logs.failing().stream().mapToLong(Group::requests).sum());
    }
  }

  static Look<LoggedFailures> look(Sight sight, Subject subject) {
    return sight
        .diagnosticSettings()
        .map(
            settings -> {
              List<String> unreadable = new ArrayList<>();
              List<AccessLogs> readable =
                  settings.accessLogWorkspaceIds().stream()
                      .map(sight::accessLogs)
                      .flatMap(look -> readable(look, unreadable))
                      .toList();
              AccessLogs whole = AccessLogs.merge(readable);
              Optional<Gateway> gateway = sight.gateway().asFound();
              return new LoggedFailures(
                  gateway,
                  about(subject, gateway, whole),
                  Totals.of(whole),
                  !readable.isEmpty(),
                  RequestsNow.areOver(sight, subject),
                  List.copyOf(unreadable));
            });
  }

  /** Each pair that enough failing rows name; the gateway where rows name none. */
  static List<Subject> subjects(Sight sight) {
    Subject whole = new Subject.WholeGateway();
    List<Subject> telling =
        look(sight, whole).asFound().stream()
            .flatMap(
                failures ->
                    failures.stillFailing().stream()
                        .map(group -> subject(failures.gateway(), group))
                        .distinct()
                        .filter(
                            subject ->
                                failures.narrowedTo(subject).endings().findAny().isPresent()))
            .toList();
    return telling.isEmpty() ? List.of(whole) : List.copyOf(telling);
  }

  private static Stream<AccessLogs> readable(Look<AccessLogs> look, List<String> unreadable) {
    if (look instanceof Look.Unreadable<AccessLogs> not) {
      unreadable.add(not.sentence());
    }
    return look.asFound().stream();
  }

  private LoggedFailures narrowedTo(Subject subject) {
    return new LoggedFailures(
        gateway, about(subject, gateway, logs), all, read, over, couldNotCheck);
  }

  private static AccessLogs about(Subject subject, Optional<Gateway> gateway, AccessLogs logs) {
    return subject instanceof Subject.Pair
        ? new AccessLogs(
            logs.groups().stream()
                .filter(group -> subject(gateway, group).equals(subject))
                .toList())
        : logs;
  }

  /** The pair as the gateway spells it; logs may have another casing. */
  private static Subject subject(Optional<Gateway> gateway, Group group) {
    if (group.pool().isEmpty() || group.setting().isEmpty()) {
      return new Subject.WholeGateway();
    }
    return new Subject.Pair(
        gateway.flatMap(one -> one.pool(group.pool())).map(BackendPool::name).orElse(group.pool()),
        gateway
            .flatMap(one -> one.setting(group.setting()))
            .map(BackendSetting::name)
            .orElse(group.setting()));
  }

  private List<Group> stillFailing() {
    return over ? List.of() : logs.failing();
  }

  boolean isUnread() {
    return !read;
  }

  boolean isEmpty() {
    return logs.failing().isEmpty();
  }

  /** True when enough requests ended so for it to be a fault, and they still do. */
  boolean tellOf(LoggedEnding ending) {
    return !over && endings().anyMatch(ending::equals);
  }

  boolean hasLegacyRows() {
    return logs.groups().stream().anyMatch(group -> group.table().equals("AzureDiagnostics"));
  }

  /** The ways of ending that enough requests share; one that no row tells is none. */
  private Stream<LoggedEnding> endings() {
    return Stream.of(LoggedEnding.values())
        .filter(ending -> ending != LoggedEnding.OTHER)
        .filter(
            ending -> {
              long requests = ended(ending).mapToLong(Group::requests).sum();
              return requests >= AT_LEAST
                  && requests >= OF_FAILED * all.failed()
                  && requests >= OF_ALL * all.requests();
            });
  }

  private Stream<Group> ended(LoggedEnding ending) {
    Gateway.Generation generation = gateway.map(Gateway::generation).orElse(Gateway.Generation.V1);
    return logs.failing().stream()
        .filter(
            group -> LoggedEnding.of(group, generation, timeoutSeconds(group.setting())) == ending);
  }

  private int timeoutSeconds(String setting) {
    return gateway
        .flatMap(one -> one.setting(setting))
        .map(BackendSetting::requestTimeoutSeconds)
        .orElse(0);
  }

  /** Of the rows that tell something; all values are text from outside. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    List<Group> telling = endings().flatMap(this::ended).toList();
    if (telling.isEmpty()) {
      return facts;
    }
    put(facts, "pool", telling.stream().map(Group::pool));
    put(facts, "setting", telling.stream().map(Group::setting));
    put(facts, "server", telling.stream().map(Group::serverRouted));
    put(facts, "httpStatus", telling.stream().map(group -> Integer.toString(group.httpStatus())));
    put(facts, "serverStatus", telling.stream().map(Group::serverStatus));
    put(facts, "errorInfo", telling.stream().map(Group::errorInfo));
    put(
        facts,
        "latencySeconds",
        telling.stream().map(group -> Long.toString(Math.round(group.latencySeconds()))));
    put(
        facts,
        "requestTimeoutSeconds",
        telling.stream()
            .map(group -> timeoutSeconds(group.setting()))
            .filter(seconds -> seconds > 0)
            .map(Objects::toString));
    put(facts, "table", telling.stream().map(Group::table));
    facts.put("requests", Long.toString(telling.stream().mapToLong(Group::requests).sum()));
    facts.put("ofFailed", Long.toString(all.failed()));
    facts.put("logShape", String.join(", ", new AccessLogs(telling).shape(this::timeoutSeconds)));
    return facts;
  }

  private static void put(Map<String, String> facts, String name, Stream<String> values) {
    String all =
        String.join(", ", values.filter(value -> !value.isEmpty()).distinct().sorted().toList());
    if (!all.isEmpty()) {
      facts.put(name, all);
    }
  }
}
