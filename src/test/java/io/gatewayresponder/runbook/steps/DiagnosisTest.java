package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.evidence.Shop.WEB_NSG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Diagnosis.Conclusion;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Next;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole walks, by their transcripts. */
class DiagnosisTest {
  private static final String DENY = "deny-8080 200 Inbound Deny Tcp 10.0.0.0/24 * 8080";

  private final Shop shop = new Shop();

  @Test
  void a_deny_in_the_back_end_subnet_is_found_and_named() {
    fail(Logs.TIMEOUT).addRule(WEB_NSG, DENY);
    Diagnosis diagnosis = diagnose();
    assertEquals("1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1", diagnosis.transcript());
    Finding cause = onlyCause(diagnosis, Family.A);
    Map<String, String> facts = cause.facts();
    assertEquals("deny-8080", facts.get("rule"));
    assertEquals(WEB_NSG + "/securityRules/deny-8080", facts.get("ruleId"));
    assertEquals(WEB_NSG.toString(), facts.get("nsgId"));
    assertEquals("10.0.1.4, 10.0.1.5", facts.get("server"));
    assertEquals("8080", facts.get("port"));
    assertEquals("10.0.0.0/24", facts.get("subnet"));
  }

  @Test
  void a_stopped_gateway_is_started() {
    shop.state("Succeeded", "Stopped");
    assertEquals("1a.2", diagnose().transcript());
    onlyCause(diagnose(), Family.G);
  }

  @Test
  void a_new_gateway_that_shows_as_stopped_is_waited_for() {
    shop.state("Updating", "Stopped");
    assertEquals("1a.5", diagnose().transcript());
    assertInstanceOf(Conclusion.LookAgain.class, diagnose().conclusion());
  }

  @Test
  void a_failed_change_does_not_hide_what_is_wrong_behind_it() {
    shop.state("Failed", "Running");
    fail(Logs.TIMEOUT).addRule(WEB_NSG, DENY);
    Diagnosis diagnosis = diagnose();
    assertEquals("1a.4 | 1a.x4 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1", diagnosis.transcript());
    assertEquals("[2c-1.1, 1a.4]", rows(diagnosis));
  }

  @Test
  void healthy_back_ends_lead_on() {
    Diagnosis diagnosis = diagnose();
    assertTrue(diagnosis.transcript().startsWith("1a.1 > 1b.1 > 3.3 > 4."), diagnosis.transcript());
    assertEquals(List.of(), diagnosis.causes());
  }

  @Test
  void failing_back_ends_are_not_recognised_as_healthy() {
    assertFalse(Guide.runbook().diagnose(fail(Logs.TIMEOUT).sight()).passed());
    shop.state("Updating", "Running");
    assertFalse(diagnose().passed());
  }

  @Test
  void unknown_health_is_looked_at_again_with_the_documented_causes() {
    shop.servers("web", "web-http", "10.0.1.4=Unknown=");
    Conclusion.LookAgain again =
        assertInstanceOf(Conclusion.LookAgain.class, diagnose().conclusion());
    assertTrue(again.why().contains("GatewayManager"), again.why());
  }

  @Test
  void a_gateway_that_does_not_exist_ends_with_a_person() {
    FakeSight sight = new FakeSight(Shop.GATEWAY).healthUnreadable(Look.Why.NOT_FOUND, "");
    Diagnosis diagnosis = Guide.runbook().diagnose(sight);
    assertEquals("1a.x5 > 1b.6", diagnosis.transcript());
    assertInstanceOf(Conclusion.Inconclusive.class, diagnosis.conclusion());
    assertTrue(diagnosis.couldNotCheck().size() >= 2, diagnosis.couldNotCheck()::toString);
  }

  @Test
  void a_deny_is_found_even_where_health_cannot_be_read() {
    shop.addRule(WEB_NSG, DENY);
    Diagnosis diagnosis =
        Guide.runbook().diagnose(shop.sight().healthUnreadable(Look.Why.TIMED_OUT, ""));
    assertEquals("1a.1 > 1b.x4 > 2a.2 > 2c.x10 > 2c-1.1", diagnosis.transcript());
    onlyCause(diagnosis, Family.A);
  }

  @Test
  void management_that_is_kept_out_is_found_where_health_cannot_be_read() {
    shop.addRule(Shop.EDGE_NSG, "no-one 100 Inbound Deny * * * 65200-65535");
    Diagnosis diagnosis =
        Guide.runbook().diagnose(shop.sight().healthUnreadable(Look.Why.FORBIDDEN, ""));
    assertEquals("1b-1.x1", diagnosis.causes().get(0).row());
  }

  @Test
  void an_unreadable_group_is_said_and_no_cause_is_made_up() {
    FakeSight sight = fail(Logs.TCP_CONNECT).sight().unreadable(WEB_NSG, Look.Why.FORBIDDEN);
    Diagnosis diagnosis = Guide.runbook().diagnose(sight);
    assertEquals("1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.x1", diagnosis.transcript());
    assertTrue(diagnosis.causes().isEmpty());
    assertTrue(diagnosis.couldNotCheck().get(0).contains("web-nsg"));
  }

  @Test
  void two_pairs_behind_one_rule_have_one_cause() {
    fail(Logs.TIMEOUT).addRule(WEB_NSG, "deny 200 Inbound Deny * * * *");
    twoSettings(Logs.TCP_CONNECT);
    Diagnosis diagnosis = diagnose();
    assertEquals(2, diagnosis.walks().size());
    assertEquals("[2c-1.1]", rows(diagnosis));
    assertEquals("8080, 8443", diagnosis.causes().get(0).facts().get("port"));
  }

  @Test
  void two_pairs_that_fail_differently_have_two_causes_and_the_seen_one_comes_first() {
    fail(Logs.status("404")).addRule(WEB_NSG, "deny 200 Inbound Deny * * * 8443");
    twoSettings(Logs.TCP_CONNECT);
    assertEquals("[2c-1.1, 2c.1]", rows(diagnose()));
  }

  @Test
  void servers_of_one_pair_that_fail_differently_have_walks_of_their_own() {
    shop.servers(
        "web",
        "web-http",
        "10.0.1.4=Unhealthy=" + Logs.status("404"),
        "10.0.1.5=Unhealthy=" + Logs.TCP_CONNECT);
    Diagnosis diagnosis = diagnose();
    assertEquals(
        "1a.1 > 1b.2 > 2a.2 > 2c.1 | 1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.3", diagnosis.transcript());
    assertEquals("10.0.1.5", diagnosis.causes().get(1).facts().get("server"));
  }

  @Test
  void an_empty_pool_is_found_beside_a_failing_one() {
    fail(Logs.status("404")).servers("api", "web-http");
    assertEquals("1a.1 > 1b.2 > 2a.2 > 2c.1 | 1a.1 > 1b.4", diagnose().transcript());
  }

  private Shop fail(String log) {
    return shop.servers(
        "web", "web-http", "10.0.1.4=Unhealthy=" + log, "10.0.1.5=Unhealthy=" + log);
  }

  /** A second setting, on port 8443, through which the same pool fails. */
  private void twoSettings(String log) {
    shop.gateway(
        properties -> {
          properties
              .withArray("backendHttpSettingsCollection")
              .add(
                  Shop.json(
                      """
                      {'name':'web-other','properties':{'port':8443,'protocol':'Http',
                        'probe':{'id':'%s/probes/web-probe'}}}
                      """
                          .formatted(Shop.GATEWAY)));
        });
    shop.servers("web", "web-other", "10.0.1.4=Unhealthy=" + log, "10.0.1.5=Unhealthy=" + log);
  }

  private Diagnosis diagnose() {
    return Guide.runbook().diagnose(shop.sight());
  }

  private static String rows(Diagnosis diagnosis) {
    return diagnosis.causes().stream().map(Finding::row).toList().toString();
  }

  private static Finding onlyCause(Diagnosis diagnosis, Family family) {
    assertInstanceOf(Conclusion.CauseFound.class, diagnosis.conclusion());
    assertEquals(1, diagnosis.causes().size());
    assertEquals(new Next.Propose(family), diagnosis.causes().get(0).next());
    return diagnosis.causes().get(0);
  }
}
