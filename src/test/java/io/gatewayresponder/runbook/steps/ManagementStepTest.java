package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.evidence.Shop.EDGE_NSG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ManagementPath;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagementStepTest extends StepExamples<ManagementPath> {
  private static final ResourceId TABLE = ResourceId.of(Shop.NETWORK + "/routeTables/edge-routes");

  ManagementStepTest() {
    super(new ManagementStep(), GATEWAY);
  }

  @Override
  void examples() {
    example("1b-1.x1", "a Deny of the range", deny("65200-65535"));
    example("1b-1.x1", "a Deny of its last port", deny("65535"));
    example("1b-1.x6", "a Deny of the port before its first", deny("65199"));
    example("1b-1.x2", "a Deny of everything", deny("*"));
    example(
        "1b-1.x2",
        "a Deny of everything below the Allow for GatewayManager",
        new Shop().addRule(EDGE_NSG, "none 4000 Inbound Deny * * * *"));
    example("1b-1.x3", "a route to an appliance", route("0.0.0.0/0", "VirtualAppliance"));
    example("1b-1.x3", "a route and a Deny", deny("*").route(0, TABLE, "0.0.0.0/0", "None", ""));
    example("1b-1.x6", "a route to the Internet", route("0.0.0.0/0", "Internet"));
    example("1b-1.x6", "a route for a part", route("10.0.0.0/8", "VirtualAppliance"));
    example("1b-1.x6", "nothing in the way", new Shop());
    example(
        "1b-1.x4",
        "an unreadable group",
        new Shop().sight().unreadable(EDGE_NSG, Look.Why.FORBIDDEN));
    example(
        "1b-1.x4",
        "an unreadable route table",
        route("0.0.0.0/0", "Internet").sight().unreadable(TABLE, Look.Why.TIMED_OUT));
    example(
        "1b-1.x5",
        "the gateway cannot be read",
        new Shop().sight().unreadable(Shop.GATEWAY, Look.Why.FORBIDDEN));
  }

  @Test
  void the_facts_name_the_rule_and_the_route() {
    Map<String, String> facts = facts(deny("65300").route(0, TABLE, "0.0.0.0/0", "None", ""));
    assertEquals(EDGE_NSG + "/securityRules/no", facts.get("ruleId"));
    assertEquals(EDGE_NSG.toString(), facts.get("nsgId"));
    assertEquals("200", facts.get("priority"));
    assertEquals("65300", facts.get("refusedPort"));
    assertEquals("65200-65535", facts.get("managementPorts"));
    assertEquals("GatewayManager, AzureLoadBalancer", facts.get("service"));
    assertEquals("r0", facts.get("route"));
    assertEquals(TABLE.toString(), facts.get("routeTableId"));
    assertEquals("None", facts.get("nextHop"));
  }

  private static Map<String, String> facts(Shop shop) {
    ManagementStep step = new ManagementStep();
    return step.table().facts().apply(step.look(shop.sight(), GATEWAY).asFound().orElseThrow());
  }

  private static Shop deny(String ports) {
    return new Shop().addRule(EDGE_NSG, "no 200 Inbound Deny * * * " + ports);
  }

  private static Shop route(String prefix, String hop) {
    return new Shop().route(0, TABLE, prefix, hop, "");
  }
}
