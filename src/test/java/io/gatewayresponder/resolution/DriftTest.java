package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Subject;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final Diagnosis STATE =
      Examples.diagnosis(Examples.finding("1a.2", new Subject.WholeGateway(), Family.G));

  @Test
  void the_same_evidence_and_new_etags_are_no_drift() {
    FakeSight then = sight(Examples.gateway("WAF_v2", "Running", "Failed"));
    ObjectNode later = Examples.gateway("WAF_v2", "Running", "Failed");
    later.put("etag", "W/77");
    assertEquals(new Drift.Unchanged(), drift(first(then), sight(later)));
  }

  @Test
  void a_stored_option_read_back_is_no_drift() {
    FakeSight then = sight(Examples.gateway("WAF_v2", "Running", "Failed"));
    Option stored = OptionJson.read(Json.of(OptionJson.write(first(then)).toString()));
    assertEquals(new Drift.Unchanged(), drift(stored, then));
  }

  @Test
  void the_same_plan_on_another_ground_is_drift() {
    FakeSight then = sight(Examples.gateway("WAF_v2", "Running", "Failed"));
    ObjectNode later = Examples.gateway("WAF_v2", "Running", "Failed");
    ((ObjectNode) later.at("/properties/backendHttpSettingsCollection/0/properties"))
        .put("port", 9090);
    Drift drift =
        Drift.between(
            first(then), Resolutions.all().options(STATE, then), Documents.of(sight(later)));
    assertEquals(
        "shop-gateway: backendHttpSettingsCollection[plain].port: was 8080, is now 9090",
        assertInstanceOf(Drift.Changed.class, drift).reasons().get(0).sentence());
  }

  @Test
  void what_moved_is_said() {
    FakeSight then = sight(Examples.gateway("WAF_v2", "Running", "Failed"));
    ObjectNode later = Examples.gateway("WAF_v2", "Running", "Failed");
    ((ObjectNode) later.at("/properties/backendHttpSettingsCollection/0/properties"))
        .put("port", 9090);
    Drift.Changed changed = assertInstanceOf(Drift.Changed.class, drift(first(then), sight(later)));
    assertEquals(
        "shop-gateway: backendHttpSettingsCollection[plain].port: was 8080, is now 9090",
        changed.reasons().get(0).sentence());
  }

  @Test
  void a_gateway_that_somebody_started_is_applied_already() {
    FakeSight then = sight(Examples.gateway("WAF_v2", "Stopped", "Succeeded"));
    FakeSight now = sight(Examples.gateway("WAF_v2", "Running", "Succeeded"));
    assertEquals(new Drift.AlreadyApplied(), drift(first(then), now));
  }

  @Test
  void a_gateway_between_two_states_is_neither() {
    FakeSight then = sight(Examples.gateway("WAF_v2", "Stopped", "Succeeded"));
    FakeSight now = sight(Examples.gateway("WAF_v2", "Stopping", "Succeeded"));
    Drift.Changed changed = assertInstanceOf(Drift.Changed.class, drift(first(then), now));
    assertEquals(
        "shop-gateway: operationalState: was Stopped, is now Stopping",
        changed.reasons().get(0).sentence());
  }

  @Test
  void what_cannot_be_read_now_is_a_reason() {
    FakeSight then = sight(Examples.gateway("WAF_v2", "Stopped", "Succeeded"));
    Drift.Changed changed =
        assertInstanceOf(Drift.Changed.class, drift(first(then), new FakeSight(Examples.GATEWAY)));
    assertTrue(changed.reasons().get(0).now().contains("does not exist"));
  }

  private static Drift drift(Option approved, FakeSight now) {
    return Drift.between(approved, Resolutions.all().options(STATE, now), Documents.of(now));
  }

  private static Option first(FakeSight sight) {
    return Resolutions.all().options(STATE, sight).get(0);
  }

  private static FakeSight sight(ObjectNode gateway) {
    return new FakeSight(Examples.GATEWAY).with(gateway);
  }
}
