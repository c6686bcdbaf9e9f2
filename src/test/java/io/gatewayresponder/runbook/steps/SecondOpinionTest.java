package io.gatewayresponder.runbook.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.ConnectivityCheck;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When Network Watcher is asked, and what its answer does to the facts. */
class SecondOpinionTest {
  private static final String DENY = "deny-8080 200 Inbound Deny Tcp 10.0.0.0/24 * 8080";

  private final Shop shop =
      new Shop()
          .servers(
              "web",
              "web-http",
              "10.0.1.4=Unhealthy=" + Logs.TCP_CONNECT,
              "10.0.1.5=Unhealthy=" + Logs.TCP_CONNECT);

  @Test
  void it_is_not_asked_where_the_server_was_reached_and_is_slow() {
    shop.servers("web", "web-http", "10.0.1.4=Unhealthy=" + Logs.TIMEOUT);
    FakeSight sight = shop.sight();
    look(sight);
    assertEquals(List.of(), asked(sight));
  }

  @Test
  void it_is_asked_about_no_more_than_two_servers() {
    shop.servers(
        "web",
        "web-http",
        "10.0.1.4=Unhealthy=" + Logs.TCP_CONNECT,
        "10.0.1.5=Unhealthy=" + Logs.TCP_CONNECT,
        "10.0.1.6=Unhealthy=" + Logs.TCP_CONNECT);
    shop.addRule(Shop.WEB_NSG, DENY);
    FakeSight sight = shop.sight();
    for (String server : List.of("10.0.1.4", "10.0.1.5", "10.0.1.6")) {
      sight.connectivity(server, 8080, check("Unreachable", ""));
    }
    look(sight);
    assertEquals(2, asked(sight).size());
  }

  @Test
  void where_it_cannot_be_asked_that_is_said_once_and_nothing_else_changes() {
    ProbePath path = look(shop.sight());
    assertEquals(
        1, path.couldNotCheck().stream().filter(one -> one.contains("second opinion")).count());
    assertFalse(path.facts().containsKey("secondOpinion"));
    assertTrue(path.nothingAnswers());
  }

  @Test
  void the_first_generation_is_not_asked_for() {
    shop.gateway(one -> one.withObject("/sku").put("tier", "WAF"));
    FakeSight sight = shop.sight();
    ProbePath path = look(sight);
    assertEquals(List.of(), asked(sight));
    assertTrue(path.couldNotCheck().get(0).contains("first generation"));
  }

  @Test
  void a_forbidden_look_ends_the_asking() {
    FakeSight sight = shop.sight();
    sight.unreadable("connectivity 10.0.1.4 8080", Look.Why.FORBIDDEN);
    look(sight);
    assertEquals(1, asked(sight).size());
  }

  @Test
  void agreement_is_a_fact_and_no_difference() {
    Map<String, String> facts = facts("Unreachable", "");
    assertEquals("Unreachable", facts.get("secondOpinion"));
    assertFalse(facts.containsKey("secondOpinionDiffers"));
  }

  @Test
  void a_connection_through_what_should_block_it_differs() {
    shop.addRule(Shop.WEB_NSG, DENY);
    assertEquals("true", facts("Reachable", "").get("secondOpinionDiffers"));
  }

  @Test
  void a_rule_on_a_path_that_looks_open_differs_and_is_named() {
    Map<String, String> facts = facts("Unreachable", "NetworkSecurityRule");
    assertEquals("true", facts.get("secondOpinionDiffers"));
    assertEquals(
        "NetworkSecurityRule at 10.0.1.4 (RuleName=quarantine)", facts.get("secondOpinionNames"));
  }

  @Test
  void the_rules_below_which_the_deny_stands_are_kept() {
    shop.addRule(Shop.WEB_NSG, DENY)
        .addRule(Shop.WEB_NSG, "instance 150 Inbound Allow Tcp 10.0.0.4 * 8080");
    assertEquals("instance", look(shop.sight()).facts().getOrDefault("exceptions", ""));
  }

  @Test
  void a_name_is_judged_at_the_address_that_it_has_for_the_gateway() {
    shop.addRule(Shop.WEB_NSG, DENY)
        .servers(
            "web",
            "web-http",
            "web.example=Unhealthy=" + Logs.TCP_CONNECT,
            "b.example=Unhealthy=" + Logs.TCP_CONNECT);
    Map<String, String> facts =
        look(shop.sight().connectivity("web.example", 8080, check("Unreachable", ""))).facts();
    assertEquals(Shop.WEB_NSG + "/securityRules/deny-8080", facts.get("ruleId"));
    assertEquals("web.example", facts.get("server"));
    assertEquals("b.example", facts.get("alsoFailing"));
  }

  private Map<String, String> facts(String status, String issue) {
    return look(shop.sight()
            .connectivity("10.0.1.4", 8080, check(status, issue))
            .connectivity("10.0.1.5", 8080, check(status, issue)))
        .facts();
  }

  static ConnectivityCheck check(String status, String issue) {
    String issues =
        issue.isEmpty()
            ? ""
            : "{'origin':'Inbound','severity':'Error','type':'%s','context':[{'RuleName':'quarantine'}]}"
                .formatted(issue);
    return new ConnectivityCheck(
        Shop.json(
            "{'connectionStatus':'%s','hops':[{'address':'10.0.0.4'},{'address':'10.0.1.4','issues':[%s]}]}"
                .formatted(status, issues)));
  }

  private static List<String> asked(FakeSight sight) {
    return sight.reads().stream().filter(read -> read.startsWith("connectivity")).toList();
  }

  private static ProbePath look(FakeSight sight) {
    return ProbePath.look(sight, StepExamples.WEB).asFound().orElseThrow();
  }
}
