package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.NetworkPath;
import io.gatewayresponder.evidence.ResolvedName;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rules refuse the gateway its back ends, judged again from what is seen. Servers come from
 * the pool's configuration and not from the last probes, so that a plan does not move with them.
 */
final class Refusals {
  /** One connection that has to be possible. */
  private record Connection(String server, String name, int port) {}

  private Refusals() {}

  /** Every refusal that the causes' pairs meet, each connection once, in the causes' order. */
  static List<Refusal> of(List<Finding> causes, Sight sight) {
    List<Refusal> refusals = new ArrayList<>();
    judge(
        causes,
        sight,
        judged -> {
          if (judged.path() instanceof NetworkPath.Blocked blocked) {
            refusals.add(
                new Refusal(
                    blocked.group(),
                    blocked.rule(),
                    blocked.gatewayPrefixes(),
                    judged.connection().server(),
                    judged.connection().name(),
                    judged.connection().port()));
          }
        });
    return refusals;
  }

  /**
   * The causes, and one more for each other pair that a rule of theirs refuses. One fault is named
   * once, at whichever pair it was met first; a plan has to clear it for all of them. They come in
   * the order of the gateway's pairs, so that a plan does not move with who was met first.
   */
  static List<Finding> alike(List<Finding> causes, Sight sight) {
    List<Refusal> refusals = of(causes, sight);
    List<Finding> alike = new ArrayList<>(causes);
    Set<Subject.Pair> known =
        causes.stream()
            .flatMap(cause -> cause.subject().asPair().stream())
            .collect(Collectors.toSet());
    List<Subject.Pair> wired =
        sight.gateway().asFound().stream()
            .flatMap(gateway -> gateway.wiredPairs().stream())
            .map(pair -> new Subject.Pair(pair.pool(), pair.setting()))
            .toList();
    wired.stream()
        .filter(pair -> !refusals.isEmpty() && known.add(pair))
        .map(causes.get(0)::about)
        .filter(
            other ->
                of(List.of(other), sight).stream()
                    .anyMatch(refusal -> refusals.stream().anyMatch(refusal::isSameRule)))
        .forEach(alike::add);
    return alike.stream()
        .sorted(Comparator.comparing(one -> one.subject().asPair().map(wired::indexOf).orElse(-1)))
        .toList();
  }

  /** Sentences about what could not be judged on the way. */
  static List<String> doubts(List<Finding> causes, Sight sight) {
    Set<String> doubts = new LinkedHashSet<>();
    judge(
        causes,
        sight,
        judged -> {
          if (judged.path() instanceof NetworkPath.Undecided undecided) {
            doubts.addAll(undecided.why());
          } else if (judged.path() instanceof NetworkPath.Open open) {
            doubts.addAll(open.notExamined());
          } else if (judged.path() instanceof NetworkPath.Vacant vacant) {
            doubts.add(
                "nothing in subnet %s has the address %s"
                    .formatted(vacant.subnet(), judged.connection().server()));
          } else if (judged.path() instanceof NetworkPath.Diverted diverted) {
            doubts.add(diverted.sentence());
          }
        });
    return List.copyOf(doubts);
  }

  /** How many of these connections are neither surely open nor surely refused. */
  static long doubtful(List<Refusal> refusals, Sight sight) {
    return sight.gateway().asFound().stream()
        .flatMap(
            gateway ->
                refusals.stream()
                    .map(it -> NetworkPath.look(sight, gateway, it.server(), it.port())))
        .filter(
            path ->
                path instanceof NetworkPath.Undecided
                    || path instanceof NetworkPath.Vacant
                    || path instanceof NetworkPath.Diverted)
        .count();
  }

  private record Judged(Connection connection, NetworkPath path) {}

  private static void judge(List<Finding> causes, Sight sight, Consumer<Judged> consumer) {
    Optional<Gateway> gateway = sight.gateway().asFound();
    if (gateway.isEmpty()) {
      return;
    }
    Set<Connection> connections = new LinkedHashSet<>();
    causes.stream()
        .flatMap(cause -> cause.subject().asPair().stream())
        .forEach(pair -> connections.addAll(connections(pair, gateway.get(), sight)));
    for (Connection connection : connections) {
      judged(connection, gateway.get(), sight).forEach(consumer);
    }
  }

  /**
   * A rule may be about addresses, and the pool know a name: then it is judged at each address that
   * the name has for the responder.
   */
  private static List<Judged> judged(Connection connection, Gateway gateway, Sight sight) {
    int port = connection.port();
    NetworkPath path = NetworkPath.look(sight, gateway, connection.server(), port);
    List<String> addresses =
        path instanceof NetworkPath.Undecided
            ? ResolvedName.of(sight, connection.server())
            : List.of();
    return addresses.isEmpty()
        ? List.of(new Judged(connection, path))
        : addresses.stream()
            .map(
                address ->
                    new Judged(
                        new Connection(address, connection.name(), port),
                        NetworkPath.look(sight, gateway, address, port)))
            .toList();
  }

  private static List<Connection> connections(Subject.Pair pair, Gateway gateway, Sight sight) {
    List<String> servers = PairServers.of(pair, gateway, sight);
    return ports(pair, gateway).stream()
        .flatMap(port -> servers.stream().map(server -> new Connection(server, server, port)))
        .toList();
  }

  /**
   * The probe's port and the setting's: where they differ, health alone would not bring traffic.
   */
  private static List<Integer> ports(Subject.Pair pair, Gateway gateway) {
    return Stream.concat(
            gateway.effectiveProbe(pair.setting()).stream().map(probe -> probe.port()),
            gateway.setting(pair.setting()).stream().map(setting -> setting.port()))
        .distinct()
        .toList();
  }
}
