package io.gatewayresponder.lab.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.scenario.Scenario.Fault;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scenarios that there are. */
public final class Scenarios {
  private static final String NETWORK =
      Estates.SHOP_GATEWAY.substring(0, Estates.SHOP_GATEWAY.indexOf("/applicationGateways"));

  public static final Scenario NSG_DENY =
      new Scenario(
          "nsg-deny",
          "a rule in the web servers' security group denies their port",
          Fault.put(NETWORK + "/networkSecurityGroups/web-nsg/securityRules/deny-8080", denyRule()),
          "1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1",
          "AllowGatewaySubnet",
          Map.of());

  public static final Scenario GATEWAY_STOPPED =
      new Scenario(
          "gateway-stopped",
          "somebody stops the gateway",
          Fault.post(Estates.SHOP_GATEWAY + "/stop"),
          "1a.2",
          "StartGateway",
          Map.of());

  public static final Scenario POOL_EMPTIED =
      new Scenario(
          "pool-emptied",
          "a deployment leaves the gateway's pool without servers",
          Fault.edit(Estates.SHOP_GATEWAY, Scenarios::withoutServers),
          "1a.1 > 1b.4",
          "FillPool",
          Map.of("servers", "10.20.1.4, 10.20.1.5"));

  private static final List<Scenario> ALL = List.of(NSG_DENY, GATEWAY_STOPPED, POOL_EMPTIED);

  private Scenarios() {}

  public static Optional<Scenario> find(String name) {
    return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }

  /** The list for people. */
  public static String help() {
    StringBuilder help =
        new StringBuilder("Scenarios: -Dlab.scenario=name -Dlab.approve=yes (or no)\n");
    for (Scenario scenario : ALL) {
      help.append("  %-16s %s%n".formatted(scenario.name(), scenario.about()));
    }
    return help.toString();
  }

  private static ObjectNode withoutServers(ObjectNode gateway) {
    Json.objects(Json.properties(gateway).path("backendAddressPools"))
        .forEach(pool -> Json.properties(pool).putArray("backendAddresses"));
    return gateway;
  }

  private static ObjectNode denyRule() {
    ObjectNode rule = Json.object();
    rule.putObject("properties")
        .put("description", "Closed while we look into something.")
        .put("access", "Deny")
        .put("direction", "Inbound")
        .put("priority", 200)
        .put("protocol", "Tcp")
        .put("sourceAddressPrefix", "*")
        .put("sourcePortRange", "*")
        .put("destinationAddressPrefix", "*")
        .put("destinationPortRange", "8080");
    return rule;
  }
}
