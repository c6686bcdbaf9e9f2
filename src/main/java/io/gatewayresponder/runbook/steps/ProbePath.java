package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.NetworkPath;
import io.gatewayresponder.evidence.NetworkPath.Blocked;
import io.gatewayresponder.evidence.NetworkPath.Diverted;
import io.gatewayresponder.evidence.NetworkPath.Open;
import io.gatewayresponder.evidence.NetworkPath.Undecided;
import io.gatewayresponder.evidence.ProbeLog;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.SecurityRule;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
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
 */
record ProbePath(
    ProbeInUse probe,
    boolean healthKnown,
    Map<String, NetworkPath> paths,
    List<String> notExamined,
    String gatewaySubnetId,
    SecondOpinion second) {
  /** What hinders fifty servers hinders the others; a walk should take seconds. */
  private static final int MOST_SERVERS = 50;

  static Look<ProbePath> look(Sight sight, Subject subject) {
    return sight
        .gateway()
        .flatMap(
            gateway -> ProbeInUse.look(sight, subject).map(probe -> of(sight, gateway, probe)));
  }

  private static ProbePath of(Sight sight, Gateway gateway, ProbeInUse probe) {
    boolean healthKnown = sight.backendHealth().asFound().isPresent();
    List<String> servers =
        healthKnown
            ? probe.servers().stream().map(ServerHealth::address).distinct().toList()
            : poolServers(sight, gateway, probe.pair().pool());
    Map<String, NetworkPath> paths = new LinkedHashMap<>();
    servers.stream()
        .limit(MOST_SERVERS)
        .forEach(
            server ->
                paths.put(server, NetworkPath.look(sight, gateway, server, probe.probe().port())));
    return new ProbePath(
        probe,
        healthKnown,
        paths,
        servers.stream().skip(MOST_SERVERS).toList(),
        gateway.subnetId().map(ResourceId::toString).orElse(""),
        SecondOpinion.ask(sight, gateway, doubted(probe, paths), probe.probe().port()));
  }

  /** The servers about which a second opinion is wanted: those with the verdict that leads on. */
  private static List<String> doubted(ProbeInUse probe, Map<String, NetworkPath> paths) {
    return Stream.of(Blocked.class, Diverted.class, Undecided.class, Open.class)
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

  boolean isBlocked() {
    return paths.values().stream().anyMatch(Blocked.class::isInstance);
  }

  /**
   * True when a route throws the traffic away, or leads it elsewhere and no connection comes about;
   * unless Network Watcher gets through all the same.
   */
  boolean isDiverted() {
    return diverted().stream()
        .filter(path -> !second.reaches(path.getKey()))
        .anyMatch(path -> path.getValue().isDropped() || noConnection());
  }

  /** True when nothing decides and Network Watcher does not either. */
  boolean isUndecided() {
    return !notExamined.isEmpty()
        || paths.isEmpty()
        || paths.entrySet().stream()
            .anyMatch(
                path ->
                    (path.getValue() instanceof Undecided || path.getValue() instanceof Diverted)
                        && !second.reaches(path.getKey()));
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

  private List<Map.Entry<String, Diverted>> diverted() {
    return paths.entrySet().stream()
        .filter(path -> path.getValue() instanceof Diverted)
        .map(path -> Map.entry(path.getKey(), (Diverted) path.getValue()))
        .toList();
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
    return sentences;
  }

  /** The probe's facts; where a rule blocks, the first such rule and the servers it blocks. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>(probe.facts());
    facts.put("server", String.join(", ", paths.keySet()));
    facts.put("gatewaySubnetId", gatewaySubnetId);
    firstBlocked()
        .map(this::facts)
        .or(() -> diverted().stream().findFirst().map(path -> facts(path.getValue())))
        .ifPresent(facts::putAll);
    facts.putAll(second.facts());
    if (secondOpinionDiffers()) {
      facts.put("secondOpinionDiffers", "true");
    }
    return facts;
  }

  private boolean secondOpinionDiffers() {
    return paths.entrySet().stream()
        .anyMatch(
            path ->
                path.getValue() instanceof Open
                    ? second.names("NetworkSecurityRule", "UserDefinedRoute")
                    : !(path.getValue() instanceof Undecided) && second.reaches(path.getKey()));
  }

  private Map<String, String> facts(Diverted diverted) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("ruleId", diverted.routeId());
    facts.put("routeTable", diverted.table().name());
    facts.put("routeTableId", diverted.table().toString());
    facts.put("route", diverted.route().name());
    facts.put("prefix", diverted.route().prefix());
    facts.put("nextHop", diverted.nextHop());
    facts.put("way", diverted.way().words());
    facts.put("routeSubnet", diverted.subnet());
    facts.put(
        "server",
        String.join(
            ", ",
            diverted().stream()
                .filter(path -> path.getValue().routeId().equals(diverted.routeId()))
                .map(Map.Entry::getKey)
                .toList()));
    return facts;
  }

  private Optional<Blocked> firstBlocked() {
    return paths.values().stream()
        .filter(Blocked.class::isInstance)
        .map(Blocked.class::cast)
        .findFirst();
  }

  private Map<String, String> facts(Blocked blocked) {
    Map<String, String> facts = new LinkedHashMap<>();
    String ruleId = blocked.ruleId();
    facts.put("rule", blocked.rule().name());
    facts.put("ruleId", ruleId);
    facts.put("nsg", blocked.group().name());
    facts.put("nsgId", blocked.group().toString());
    facts.put("priority", Integer.toString(blocked.priority()));
    facts.put("direction", blocked.direction().name());
    facts.put("default", Boolean.toString(blocked.isByDefault()));
    facts.put("where", blocked.where().words());
    facts.put("subnet", String.join(", ", blocked.gatewayPrefixes()));
    if (!blocked.exceptions().isEmpty()) {
      facts.put(
          "exceptions",
          String.join(", ", blocked.exceptions().stream().map(SecurityRule::name).toList()));
    }
    List<String> servers =
        paths.entrySet().stream()
            .filter(
                path -> path.getValue() instanceof Blocked other && other.ruleId().equals(ruleId))
            .map(Map.Entry::getKey)
            .toList();
    facts.put("server", String.join(", ", servers));
    List<String> others =
        paths.keySet().stream().filter(server -> !servers.contains(server)).toList();
    if (!others.isEmpty()) {
      facts.put("alsoFailing", String.join(", ", others));
    }
    return facts;
  }
}
