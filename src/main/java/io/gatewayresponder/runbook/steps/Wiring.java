package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.BackendPool;
import io.gatewayresponder.evidence.ClientPath;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Listener;
import io.gatewayresponder.evidence.PathMap;
import io.gatewayresponder.evidence.RoutingRule;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.steps.Miswired.What;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Follows every routing rule from its listener to its pools and notes what cannot work. */
final class Wiring {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Sight sight;
  private final Gateway gateway;
  private final Map<String, ClientPath> clientPaths = new HashMap<>();
  private final Set<Miswired> wrong = new LinkedHashSet<>();
  private final List<String> couldNotCheck = new ArrayList<>();

  private Wiring(Sight sight, Gateway gateway) {
    this.sight = sight;
    this.gateway = gateway;
  }

  static Routing of(Sight sight, Gateway gateway) {
    Wiring wiring = new Wiring(sight, gateway);
    gateway.routingRules().forEach(wiring::follow);
    return new Routing(
        gateway.routingRules().size(),
        List.copyOf(wiring.wrong),
        wiring.couldNotCheck.stream().distinct().toList());
  }

  private void follow(RoutingRule rule) {
    gateway
        .listener(rule.listenerName())
        .ifPresentOrElse(
            this::listener,
            () -> wrong(What.NO_LISTENER, rule, Map.of("listener", rule.listenerName())));
    if (rule.isPathBased()) {
      paths(rule);
    } else if (!rule.isRedirect() && !rule.spreadsLoad()) {
      String lacks = lacks(rule.poolName(), rule.settingName());
      if (!lacks.isEmpty()) {
        wrong(What.LEADS_NOWHERE, rule, target(lacks, rule.poolName(), rule.settingName()));
      }
    }
  }

  private void listener(Listener listener) {
    OptionalInt port = gateway.frontendPort(listener.frontendPortName());
    if (port.isEmpty()) {
      return;
    }
    Map<String, String> facts = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    boolean contradicts = contradicts(listener.protocol(), port.getAsInt());
    if (contradicts) {
      faults.add("protocol and port contradict each other");
    }
    // Rules see the port alone, and a gateway can have a hundred listeners on one.
    ClientPath path =
        clientPaths.computeIfAbsent(
            listener.frontendName() + ":" + port.getAsInt(),
            any -> ClientPath.look(sight, gateway, listener));
    if (path instanceof ClientPath.Shut shut) {
      faults.add("no client gets in");
      facts.put("rule", shut.rule().name());
      if (!contradicts) {
        // Where nobody is meant to get in, the rule is not the cause: it may keep others out, too.
        facts.put("ruleId", shut.ruleId().toString());
      }
      facts.put("nsg", shut.group().name());
      facts.put("nsgId", shut.group().toString());
      facts.put("priority", Integer.toString(shut.rule().priority()));
      facts.put("default", Boolean.toString(shut.rule().isDefault()));
    } else if (path instanceof ClientPath.Undecided undecided) {
      couldNotCheck.add(
          "whether clients get in at port " + port.getAsInt() + ": " + undecided.why());
    }
    if (!faults.isEmpty()) {
      facts.put("listener", listener.name());
      facts.put("protocol", listener.protocol());
      facts.put("port", Integer.toString(port.getAsInt()));
      facts.put("frontendPort", listener.frontendPortName());
      facts.put("fault", String.join(", ", faults));
      wrong.add(new Miswired(What.LISTENER, new Subject.Listener(listener.name()), facts));
    }
  }

  /** Plain HTTP on the port of HTTPS, or the reverse; every other port is the owner's choice. */
  private static boolean contradicts(String protocol, int port) {
    return (protocol.equalsIgnoreCase("Http") && port == HTTPS_PORT)
        || (protocol.equalsIgnoreCase("Https") && port == HTTP_PORT);
  }

  private void paths(RoutingRule rule) {
    String name = rule.pathMapName().orElse("");
    gateway
        .pathMap(name)
        .ifPresentOrElse(
            this::paths,
            () ->
                wrong(
                    What.PATHS,
                    rule,
                    Map.of(
                        "fault",
                        name.isEmpty() ? "no path map" : "the path map is missing",
                        "pathMap",
                        name)));
  }

  private void paths(PathMap map) {
    Map<String, String> broken = new LinkedHashMap<>();
    Set<String> faults = new LinkedHashSet<>();
    if (!map.defaultNeedsNoPool()) {
      String lacks = lacks(map.defaultPoolName(), map.defaultSettingName());
      if (lacks.isEmpty() && isEmpty(map.defaultPoolName())) {
        lacks = "the pool has no target";
      }
      note(broken, faults, lacks, "every other path", map.defaultPoolName());
    }
    for (PathMap.Entry entry : map.entries()) {
      if (!entry.needsNoPool()) {
        String lacks = lacks(entry.poolName(), entry.settingName());
        note(broken, faults, lacks, String.join(", ", entry.paths()), entry.poolName());
      }
    }
    if (!broken.isEmpty()) {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("pathMap", map.name());
      facts.put("path", String.join(", ", broken.keySet()));
      facts.put("pool", String.join(", ", broken.values().stream().distinct().toList()));
      facts.put("fault", String.join(", ", faults));
      wrong.add(new Miswired(What.PATHS, new Subject.PathMap(map.name()), facts));
    }
  }

  private static void note(
      Map<String, String> broken, Set<String> faults, String lacks, String path, String pool) {
    if (!lacks.isEmpty()) {
      broken.put(path, pool);
      faults.add(lacks);
    }
  }

  /** What of a target is not there; empty when both are. An empty pool is step 1b's matter. */
  private String lacks(String pool, String setting) {
    if (pool.isEmpty()) {
      return "no pool is named";
    }
    if (setting.isEmpty()) {
      return "no setting is named";
    }
    if (gateway.pool(pool).isEmpty()) {
      return "the pool is missing";
    }
    return gateway.setting(setting).isEmpty() ? "the setting is missing" : "";
  }

  private boolean isEmpty(String pool) {
    return gateway.pool(pool).map(BackendPool::isEmpty).orElse(false);
  }

  private static Map<String, String> target(String lacks, String pool, String setting) {
    return Map.of("fault", lacks, "pool", pool, "setting", setting);
  }

  private void wrong(What what, RoutingRule rule, Map<String, String> facts) {
    Map<String, String> all = new LinkedHashMap<>(facts);
    all.put("routingRule", rule.name());
    wrong.add(new Miswired(what, new Subject.Rule(rule.name()), all));
  }
}
