package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.NetworkPath;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The servers of a pair by what is in the way to them. A probe meets the same silence behind a
 * rule, behind a route and at a server on which nothing listens, and several of these can be true
 * at once: each is asked about by itself, or one would hide the others.
 */
final class ServersByPath {
  /** Where nothing that is known is in the way. */
  private static final String NOTHING = "";

  /** Where nothing has the server's address. */
  private static final String NOBODY = "-";

  /** Where something could not be judged. */
  private static final String DOUBT = "?";

  private ServersByPath() {}

  /** What the path step is asked about: the given subject, unless its servers' paths differ. */
  static List<Subject> of(Sight sight, Subject given) {
    return sight
        .gateway()
        .flatMap(
            gateway -> ProbeInUse.look(sight, given).map(probe -> of(sight, gateway, given, probe)))
        .asFound()
        .orElse(List.of(given));
  }

  private static List<Subject> of(Sight sight, Gateway gateway, Subject given, ProbeInUse probe) {
    Map<String, List<String>> byWhat = new LinkedHashMap<>();
    for (String server : ProbePath.servers(sight, gateway, given, probe)) {
      for (String what : inTheWay(path(sight, gateway, server, probe), probe)) {
        byWhat.computeIfAbsent(what, any -> new ArrayList<>()).add(server);
      }
    }
    if (byWhat.size() <= 1 || given instanceof Subject.Behind) {
      return List.of(given);
    }
    List<Subject> subjects = new ArrayList<>();
    byWhat.forEach(
        (what, servers) -> {
          Subject.Servers some = new Subject.Servers(probe.pair(), List.copyOf(servers));
          boolean named = !List.of(NOTHING, NOBODY, DOUBT).contains(what);
          subjects.add(named ? new Subject.Behind(some, what) : some);
        });
    return List.copyOf(subjects);
  }

  private static NetworkPath path(Sight sight, Gateway gateway, String server, ProbeInUse probe) {
    int port = probe.probe().port();
    NetworkPath path = NetworkPath.look(sight, gateway, server, port);
    return path instanceof NetworkPath.Undecided
        ? ProbePath.addressOf(sight, server)
            .map(address -> NetworkPath.look(sight, gateway, address, port))
            .orElse(path)
        : path;
  }

  private static List<String> inTheWay(NetworkPath path, ProbeInUse probe) {
    List<String> obstacles =
        path.obstacles().stream()
            .filter(one -> one instanceof NetworkPath.Blocked || ProbePath.isDiversion(one, probe))
            .flatMap(one -> one.decidedBy().stream())
            .toList();
    if (!obstacles.isEmpty()) {
      return obstacles;
    }
    return List.of(
        path instanceof NetworkPath.Open
            ? NOTHING
            : path instanceof NetworkPath.Vacant ? NOBODY : DOUBT);
  }
}
