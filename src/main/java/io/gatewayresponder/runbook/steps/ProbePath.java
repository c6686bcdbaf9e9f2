package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.NetworkPath;
import io.gatewayresponder.evidence.NetworkPath.Blocked;
import io.gatewayresponder.evidence.NetworkPath.Open;
import io.gatewayresponder.evidence.NetworkPath.Undecided;
import io.gatewayresponder.evidence.ProbeLog;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The paths from the gateway's subnet to the servers in question, on the probe's port.
 *
 * @param probe the probe and what it met
 * @param healthKnown false where the servers are taken from the pool because health was unreadable
 * @param paths the verdict for each server
 * @param notExamined servers beyond the bound
 */
record ProbePath(
    ProbeInUse probe,
    boolean healthKnown,
    Map<String, NetworkPath> paths,
    List<String> notExamined,
    String gatewaySubnetId) {
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
        gateway.subnetId().map(ResourceId::toString).orElse(""));
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

  boolean isUndecided() {
    return !notExamined.isEmpty()
        || paths.isEmpty()
        || paths.values().stream().anyMatch(Undecided.class::isInstance);
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
          }
        });
    if (!notExamined.isEmpty()) {
      sentences.add("paths to %d more servers were not examined".formatted(notExamined.size()));
    }
    return sentences;
  }

  /** The probe's facts; where a rule blocks, the first such rule and the servers it blocks. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>(probe.facts());
    facts.put("server", String.join(", ", paths.keySet()));
    facts.put("gatewaySubnetId", gatewaySubnetId);
    firstBlocked().ifPresent(blocked -> facts.putAll(facts(blocked)));
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
    String ruleId = ruleId(blocked);
    facts.put("rule", blocked.rule().name());
    facts.put("ruleId", ruleId);
    facts.put("nsg", blocked.group().name());
    facts.put("nsgId", blocked.group().toString());
    facts.put("priority", Integer.toString(blocked.priority()));
    facts.put("direction", blocked.direction().name());
    facts.put("default", Boolean.toString(blocked.isByDefault()));
    facts.put("where", blocked.where().words());
    facts.put("subnet", String.join(", ", blocked.gatewayPrefixes()));
    List<String> servers =
        paths.entrySet().stream()
            .filter(
                path -> path.getValue() instanceof Blocked other && ruleId(other).equals(ruleId))
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

  private static String ruleId(Blocked blocked) {
    String kind = blocked.isByDefault() ? "defaultSecurityRules" : "securityRules";
    return blocked
        .rule()
        .id()
        .map(ResourceId::toString)
        .orElseGet(() -> blocked.group() + "/" + kind + "/" + blocked.rule().name());
  }
}
