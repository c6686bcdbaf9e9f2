package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.NetworkPath;
import io.gatewayresponder.evidence.NetworkPath.Blocked;
import io.gatewayresponder.evidence.NetworkPath.Diverted;
import io.gatewayresponder.evidence.NetworkPath.Open;
import io.gatewayresponder.evidence.NetworkPath.Undecided;
import io.gatewayresponder.evidence.NetworkPath.Vacant;
import io.gatewayresponder.evidence.ProbeLog;
import io.gatewayresponder.evidence.ResolvedName;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WebApps;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The paths from the gateway's subnet to the servers in question, on the probe's port.
 *
 * @param probe the probe and what it met
 * @param healthKnown false where the servers are taken from the pool because health was unreadable
 * @param paths the verdict for each server
 * @param notExamined servers beyond the bound
 * @param second what Network Watcher says where these verdicts need it
 * @param found verdicts for servers by name, at the address that Network Watcher, or else DNS from
 *     here, found for them
 * @param obstacle the id of the rule or route that this is about; nothing where it is about all
 */
record ProbePath(
    ProbeInUse probe,
    boolean healthKnown,
    Map<String, NetworkPath> paths,
    List<String> notExamined,
    String gatewaySubnetId,
    SecondOpinion second,
    Map<String, NetworkPath> found,
    Optional<String> obstacle) {
  /** What hinders fifty servers hinders the others; a walk should take seconds. */
  private static final int MOST_SERVERS = 50;

  static Look<ProbePath> look(Sight sight, Subject subject) {
    return sight
        .gateway()
        .flatMap(
            gateway ->
                ProbeInUse.look(sight, subject).map(probe -> of(sight, gateway, subject, probe)));
  }

  private static ProbePath of(Sight sight, Gateway gateway, Subject subject, ProbeInUse probe) {
    boolean healthKnown = sight.backendHealth().asFound().isPresent();
    List<String> servers = servers(sight, gateway, subject, probe);
    Map<String, NetworkPath> paths = new LinkedHashMap<>();
    servers.stream()
        .limit(MOST_SERVERS)
        .forEach(
            server ->
                paths.put(server, NetworkPath.look(sight, gateway, server, probe.probe().port())));
    int port = probe.probe().port();
    SecondOpinion second = SecondOpinion.ask(sight, gateway, doubted(probe, paths), port);
    Map<String, NetworkPath> found = new LinkedHashMap<>();
    paths.forEach(
        (server, path) ->
            Optional.of(path)
                .filter(Undecided.class::isInstance)
                .flatMap(any -> second.addressOf(server).or(() -> addressOf(sight, server)))
                .ifPresent(
                    address -> found.put(server, NetworkPath.look(sight, gateway, address, port))));
    return new ProbePath(
        probe,
        healthKnown,
        paths,
        servers.stream().skip(MOST_SERVERS).toList(),
        gateway.subnetId().map(ResourceId::toString).orElse(""),
        second,
        found,
        subject instanceof Subject.Behind behind
            ? Optional.of(behind.obstacle())
            : Optional.empty());
  }

  /** The address that the responder finds for a server by name; the gateway may find another. */
  static Optional<String> addressOf(Sight sight, String server) {
    return ResolvedName.of(sight, server).stream().findFirst();
  }

  /** The failing servers that a subject is about; all of the pool where health is not known. */
  static List<String> servers(Sight sight, Gateway gateway, Subject subject, ProbeInUse probe) {
    return sight.backendHealth().asFound().isPresent()
        ? probe.servers().stream().map(ServerHealth::address).distinct().toList()
        : poolServers(sight, gateway, probe.pair().pool()).stream()
            .filter(server -> subject.onlyServers().map(some -> some.contains(server)).orElse(true))
            .toList();
  }

  /** The servers about which a second opinion is wanted: those with the verdict that leads on. */
  private static List<String> doubted(ProbeInUse probe, Map<String, NetworkPath> paths) {
    return Stream.of(Blocked.class, Diverted.class, Vacant.class, Undecided.class, Open.class)
        .filter(verdict -> verdict != Open.class || !probe.met(ProbeLog.Kind.TIMEOUT))
        .map(
            verdict ->
                paths.entrySet().stream()
                    .filter(path -> verdict.isInstance(path.getValue()))
                    .map(Map.Entry::getKey)
                    .toList())
        .filter(servers -> !servers.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> poolServers(Sight sight, Gateway gateway, String name) {
    List<String> servers = new ArrayList<>();
    gateway
        .pool(name)
        .ifPresent(
            pool -> {
              servers.addAll(pool.addresses());
              pool.ipConfigurationIds().stream()
                  .filter(id -> id.isType("Microsoft.Network/networkInterfaces/ipConfigurations"))
                  .flatMap(id -> sight.networkInterface(id.root()).asFound().stream())
                  .forEach(found -> servers.addAll(found.privateAddresses()));
            });
    return servers.stream().distinct().toList();
  }

  /** What is in the way, as far as this is about it. */
  private Stream<NetworkPath> obstacles(NetworkPath path) {
    return path.obstacles().stream()
        .filter(one -> obstacle.isEmpty() || obstacle.equals(one.decidedBy()));
  }

  boolean isBlocked() {
    return paths.values().stream().anyMatch(this::isBlocked);
  }

  private boolean isBlocked(NetworkPath path) {
    return obstacles(path).anyMatch(Blocked.class::isInstance);
  }

  /**
   * True when a route throws the traffic away, or leads it elsewhere and no connection comes about;
   * unless Network Watcher gets through all the same.
   */
  boolean isDiverted() {
    return paths.entrySet().stream()
        .filter(path -> !second.reaches(path.getKey()))
        .anyMatch(path -> isDiverted(path.getValue()));
  }

  private boolean isDiverted(NetworkPath path) {
    return obstacles(path).anyMatch(one -> isDiversion(one, probe));
  }

  /** True for a route that is in the way: what an appliance passes on need not be. */
  static boolean isDiversion(NetworkPath obstacle, ProbeInUse probe) {
    return obstacle instanceof Diverted diverted
        && (diverted.isDropped() || probe.met(ProbeLog.Kind.TCP_CONNECT));
  }

  /** The servers whose address nothing has; none where Network Watcher gets through to one. */
  List<String> vacant() {
    return second.reachesAny()
        ? List.of()
        : paths.entrySet().stream()
            .filter(path -> path.getValue() instanceof Vacant)
            .map(Map.Entry::getKey)
            .toList();
  }

  /** True when the rules at the address that was found for a server's name refuse. */
  boolean isRefusedAtItsAddress() {
    return found.values().stream().anyMatch(this::isBlocked);
  }

  /** True when Network Watcher names a rule, and none that is told by itself. */
  boolean isRefusedByWhatItNames() {
    return second.names("NetworkSecurityRule") && !isRefusedByAnother();
  }

  /** Where this is about one obstacle of several: a rule is one of the others. */
  private boolean isRefusedByAnother() {
    return obstacle.isPresent()
        && Stream.concat(paths.values().stream(), found.values().stream())
            .flatMap(path -> path.obstacles().stream())
            .filter(Blocked.class::isInstance)
            .anyMatch(rule -> !obstacle.equals(rule.decidedBy()));
  }

  /**
   * True when Network Watcher names a route, or the routes to the address that was found divert.
   */
  boolean isDivertedByWhatItNames() {
    return second.names("UserDefinedRoute")
        || found.entrySet().stream()
            .filter(path -> !second.reaches(path.getKey()))
            .anyMatch(path -> isDiverted(path.getValue()));
  }

  /**
   * True when nothing decides. One server of several that Network Watcher makes clear is enough:
   * what is then said is about that one.
   */
  boolean isUndecided() {
    boolean clear = !decided().isEmpty();
    return paths.isEmpty()
        || (!notExamined.isEmpty() && !clear)
        || (paths.entrySet().stream()
                .anyMatch(path -> isDoubtful(path.getValue()) && !isLateService(path.getKey()))
            && !clear);
  }

  /**
   * True for a service of the platform that answers too late: its front end accepts every
   * connection, so where the way out is open it is not the path that keeps the answer back. Only
   * where Network Watcher was not asked, which knows better.
   */
  private boolean isLateService(String server) {
    return probe.met(ProbeLog.Kind.TIMEOUT)
        && WebApps.isPlatformName(server)
        && !second.checks().containsKey(server)
        && found.get(server) instanceof Undecided undecided
        && undecided.isOutOpen();
  }

  private static boolean isDoubtful(NetworkPath path) {
    return path instanceof Undecided || path instanceof Vacant || path instanceof Diverted;
  }

  /** The servers in doubt that Network Watcher reaches, or whose path is open at their address. */
  List<String> decided() {
    return paths.entrySet().stream()
        .filter(path -> isDoubtful(path.getValue()))
        .map(Map.Entry::getKey)
        .filter(server -> second.reaches(server) || found.get(server) instanceof Open)
        .toList();
  }

  /** True when the gateway says that it cannot connect, and Network Watcher just did. */
  boolean isReachedMeanwhile() {
    return noConnection() && second.reachesAny();
  }

  /** True when no connection comes about, by the gateway's sentence or by Network Watcher's. */
  boolean nothingAnswers() {
    return noConnection() || second.agreesThatNothingAnswers();
  }

  private boolean noConnection() {
    return probe.met(ProbeLog.Kind.TCP_CONNECT);
  }

  boolean isSlow() {
    return probe.met(ProbeLog.Kind.TIMEOUT);
  }

  boolean mayBeTls() {
    return probe.probe().isEncrypted() && !probe.noAnswerCame();
  }

  /** What the verdicts do not cover. */
  List<String> couldNotCheck() {
    List<String> sentences = new ArrayList<>();
    paths.forEach(
        (server, path) -> {
          if (path instanceof Undecided undecided) {
            undecided.why().forEach(why -> sentences.add("path to " + server + ": " + why));
          } else if (path instanceof Open open) {
            open.notExamined().forEach(what -> sentences.add(what + ": not examined"));
          } else if (path instanceof Vacant && second.reaches(server)) {
            sentences.add(
                "path to %s: no interface that was read has the address, and Network Watcher connects"
                    .formatted(server));
          } else if (path instanceof Diverted diverted) {
            sentences.add(
                "path to %s: %s; what it leads to cannot be read from ARM"
                    .formatted(server, diverted.sentence()));
          }
        });
    if (!notExamined.isEmpty()) {
      sentences.add("paths to %d more servers were not examined".formatted(notExamined.size()));
    }
    sentences.addAll(second.notAvailable());
    found.keySet().stream()
        .filter(server -> second.addressOf(server).isEmpty())
        .forEach(
            server ->
                sentences.add(
                    "path to %s: judged at the address that the name has for the responder; the"
                            .formatted(server)
                        + " gateway may find another"));
    return sentences;
  }

  Map<String, String> facts() {
    return PathFacts.of(this);
  }
}
