package io.gatewayresponder.lab.fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.fault.Topology.Listener;
import io.gatewayresponder.lab.fault.Topology.Pool;
import io.gatewayresponder.lab.fault.Topology.Probe;
import io.gatewayresponder.lab.fault.Topology.Server;
import io.gatewayresponder.lab.fault.Topology.Setting;
import io.gatewayresponder.lab.fault.Topology.Way;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.servers.Authorities;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The gateway of a topology as an ARM document. */
final class GatewayDocument {
  private final Topology topology;
  private final Dice dice;
  private final Authorities authorities;
  private final ObjectNode gateway = Json.object();
  private final ObjectNode properties;

  GatewayDocument(Topology topology, Dice dice, Authorities authorities) {
    this.topology = topology;
    this.dice = dice;
    this.authorities = authorities;
    gateway.put("id", topology.gatewayId()).put("location", "westeurope");
    gateway.putObject("tags");
    this.properties = Json.properties(gateway);
  }

  ObjectNode json() {
    sku();
    properties.put("operationalState", "Running");
    part("gatewayIPConfigurations", "place")
        .putObject("subnet")
        .put("id", dice.spelled(topology.subnetId(topology.gatewayPlace())));
    part("frontendIPConfigurations", "public")
        .putObject("publicIPAddress")
        .put("id", topology.id("publicIPAddresses", topology.gateway() + "-ip"));
    topology.pools().forEach(this::pool);
    topology.settings().forEach(this::setting);
    listeners();
    rules();
    return gateway;
  }

  private void sku() {
    String tier = topology.tier();
    ObjectNode sku = properties.putObject("sku");
    boolean sized = topology.isFirstGeneration();
    sku.put("name", sized ? tier + "_Medium" : tier).put("tier", tier);
    if (topology.autoscale()) {
      properties
          .putObject("autoscaleConfiguration")
          .put("minCapacity", Math.min(2, topology.mostInstances()))
          .put("maxCapacity", topology.mostInstances());
    } else {
      sku.put("capacity", topology.mostInstances());
    }
  }

  private void pool(Pool pool) {
    ObjectNode json = part("backendAddressPools", pool.name());
    ArrayNode addresses = json.putArray("backendAddresses");
    for (Server server : pool.servers()) {
      switch (pool.kind()) {
        case ADDRESS -> addresses.addObject().put("ipAddress", server.member());
        case NAME, APP_SERVICE, API_MANAGEMENT ->
            addresses.addObject().put("fqdn", server.member());
        case INTERFACE ->
            json.withArrayProperty("backendIPConfigurations")
                .add(
                    Json.reference(
                        topology.id("networkInterfaces", server.card())
                            + "/ipConfigurations/ipconfig1"));
      }
    }
  }

  private void setting(Setting setting) {
    ObjectNode json =
        part("backendHttpSettingsCollection", setting.name())
            .put("port", setting.port())
            .put("protocol", setting.protocol())
            .put("cookieBasedAffinity", "Disabled")
            .put("pickHostNameFromBackendAddress", setting.picksHost())
            .put("requestTimeout", setting.requestTimeoutSeconds());
    if (!setting.hostName().isEmpty()) {
      json.put("hostName", setting.hostName());
    }
    setting.authority().ifPresent(authority -> trust(json, setting));
    setting
        .probe()
        .ifPresent(
            probe -> {
              refer(json, "probe", "probes", probe.name());
              probe(setting, probe);
            });
  }

  private void trust(ObjectNode setting, Setting plan) {
    String name = plan.name() + "-root";
    part("trustedRootCertificates", name)
        .put("data", Authorities.base64(authorities.privateRoot(plan.authority().orElseThrow())));
    setting
        .putArray("trustedRootCertificates")
        .add(
            Json.reference(
                dice.spelled(topology.gatewayId() + "/trustedRootCertificates/" + name)));
  }

  private void probe(Setting setting, Probe probe) {
    ObjectNode json =
        part("probes", probe.name())
            .put("protocol", setting.protocol())
            .put("path", probe.path())
            .put("interval", 30)
            .put("timeout", probe.timeoutSeconds())
            .put("unhealthyThreshold", dice.between(2, 3))
            .put("pickHostNameFromBackendHttpSettings", probe.host().isEmpty());
    if (!probe.host().isEmpty()) {
      json.put("host", probe.host());
    }
    if (!probe.body().isEmpty()) {
      ObjectNode match = json.putObject("match").put("body", probe.body());
      match.putArray("statusCodes").add("200-399");
    } else if (dice.chance(0.3)) {
      json.putObject("match").putArray("statusCodes").add("200-299").add("304");
    }
  }

  private void listeners() {
    Set<Integer> ports = new LinkedHashSet<>();
    topology.listeners().forEach(listener -> ports.add(listener.port()));
    ports.forEach(port -> part("frontendPorts", "port-" + port).put("port", port));
    if (topology.listeners().stream().anyMatch(one -> one.protocol().equals("Https"))) {
      part("sslCertificates", "clients").put("publicCertData", "MIIB");
    }
    for (Listener listener : topology.listeners()) {
      ObjectNode json = part("httpListeners", listener.name()).put("protocol", listener.protocol());
      refer(json, "frontendIPConfiguration", "frontendIPConfigurations", "public");
      refer(json, "frontendPort", "frontendPorts", "port-" + listener.port());
      boolean encrypted = listener.protocol().equals("Https");
      json.put("requireServerNameIndication", encrypted && !listener.host().isEmpty());
      ArrayNode hosts = json.putArray("hostNames");
      if (encrypted) {
        refer(json, "sslCertificate", "sslCertificates", "clients");
      }
      if (!listener.host().isEmpty() && dice.chance(0.5)) {
        hosts.add(listener.host());
      } else if (!listener.host().isEmpty()) {
        json.put("hostName", listener.host());
      }
    }
  }

  private void rules() {
    Map<String, ObjectNode> maps = new LinkedHashMap<>();
    Set<String> rules = new LinkedHashSet<>();
    for (Way way : topology.ways()) {
      if (rules.add(way.rule())) {
        rule(way, rules.size());
      }
      way.pathMap().ifPresent(name -> entry(maps, name, way));
    }
  }

  private void rule(Way way, int number) {
    ObjectNode json = part("requestRoutingRules", way.rule());
    json.put("ruleType", way.pathMap().isPresent() ? "PathBasedRouting" : "Basic");
    if (!topology.isFirstGeneration()) {
      json.put("priority", number * 10);
    }
    refer(json, "httpListener", "httpListeners", way.listener().name());
    way.pathMap()
        .ifPresentOrElse(
            name -> refer(json, "urlPathMap", "urlPathMaps", name),
            () -> destination(json, "backendAddressPool", "backendHttpSettings", way));
  }

  private void entry(Map<String, ObjectNode> maps, String name, Way way) {
    ObjectNode map = maps.computeIfAbsent(name, any -> part("urlPathMaps", name));
    ArrayNode entries = map.withArrayProperty("pathRules");
    if (way.isDefault()) {
      destination(map, "defaultBackendAddressPool", "defaultBackendHttpSettings", way);
      return;
    }
    ObjectNode entry = entries.addObject().put("name", way.path().substring(1));
    ObjectNode json = Json.properties(entry);
    List.of(way.path(), way.path() + "/*").forEach(json.putArray("paths")::add);
    destination(json, "backendAddressPool", "backendHttpSettings", way);
  }

  private void destination(ObjectNode json, String pool, String setting, Way way) {
    refer(json, pool, "backendAddressPools", way.pool().name());
    refer(json, setting, "backendHttpSettingsCollection", way.setting().name());
  }

  private void refer(ObjectNode from, String field, String collection, String name) {
    from.putObject(field)
        .put("id", dice.spelled(topology.gatewayId() + "/" + collection + "/" + name));
  }

  /** A new part of the gateway; its properties. */
  private ObjectNode part(String collection, String name) {
    return Json.properties(properties.withArrayProperty(collection).addObject().put("name", name));
  }
}
