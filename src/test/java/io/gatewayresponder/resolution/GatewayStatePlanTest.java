package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Family G: evidence in, changes out. */
class GatewayStatePlanTest {
  private static final Diagnosis STOPPED =
      Examples.diagnosis(Examples.finding("1a.2", new Subject.WholeGateway(), Family.G));

  @Test
  void a_stopped_v2_gateway_is_started() {
    FakeSight sight = sight("Standard_v2", "Stopped", "Succeeded");
    List<Option> options = Resolutions.all().options(STOPPED, sight);
    assertEquals(List.of("StartGateway:shop-gateway"), ids(options));
    Option start = options.get(0);
    assertTrue(start.recommended());
    assertEquals(
        List.of(
            new Change(
                Examples.GATEWAY,
                "2025-05-01",
                Change.Operation.POST,
                "/start",
                Json.of("{'operationalState': 'Stopped'}"),
                Json.of("{'operationalState': 'Running'}"))),
        start.changes());
    assertEquals(List.of(), start.undo());
    assertProven(sight, start);
    assertEquals(List.of(), Resolutions.all().options(STOPPED, sight.after(start.changes())));
  }

  @Test
  void a_stopped_v1_gateway_may_be_stopped_for_good() {
    FakeSight sight = sight("WAF", "Stopped", "Succeeded");
    List<Option> options = Resolutions.all().options(STOPPED, sight);
    assertEquals(
        List.of("StartGateway:shop-gateway", "LeaveRetiredGeneration:shop-gateway"), ids(options));
    assertFalse(options.get(0).recommended());
    assertTrue(options.get(0).sideEffects().toString().contains("address"));
    assertFalse(options.get(1).writes());
  }

  @Test
  void basic_is_of_the_second_generation() {
    assertTrue(
        Resolutions.all()
            .options(STOPPED, sight("Basic", "Stopped", "Succeeded"))
            .get(0)
            .recommended());
  }

  @Test
  void a_failed_gateway_gets_its_configuration_again_with_every_field() {
    FakeSight sight = sight("WAF_v2", "Running", "Failed");
    List<Option> options = Resolutions.all().options(STOPPED, sight);
    assertEquals(
        List.of("RerunGoalState:shop-gateway", "FindFailedChange:shop-gateway"), ids(options));
    Change put = options.get(0).changes().get(0);
    assertEquals(Change.Operation.PUT, put.operation());
    assertEquals(sight.document(Examples.GATEWAY), put.before());
    ObjectNode expected = Examples.gateway("WAF_v2", "Running", "Failed");
    expected.remove("etag");
    ObjectNode properties = expected.withObject("/properties");
    properties.remove(List.of("provisioningState", "resourceGuid", "operationalState"));
    properties.withObject("/fieldOfNextYear").remove("etag");
    for (String list :
        List.of(
            "gatewayIPConfigurations",
            "backendAddressPools",
            "backendHttpSettingsCollection",
            "requestRoutingRules")) {
      ObjectNode part = (ObjectNode) properties.path(list).path(0);
      part.remove("etag");
      part.withObject("/properties").remove("provisioningState");
    }
    assertEquals(expected, put.after());
    assertProven(sight, options.get(0));
    assertEquals(
        List.of(), Resolutions.all().options(STOPPED, sight.after(options.get(0).changes())));
  }

  @Test
  void a_field_that_the_put_lost_is_found_by_the_proof() {
    FakeSight sight = sight("WAF_v2", "Running", "Failed");
    Option rerun = Resolutions.all().options(STOPPED, sight).get(0);
    JsonNode before = sight.document(Examples.GATEWAY);
    ObjectNode after = Apply.to(before, rerun.changes().get(0)).deepCopy();
    after.withObject("/properties").remove("fieldOfNextYear");
    assertEquals(
        List.of(new Difference("fieldOfNextYear.depth", "0.5", null)),
        Proof.of(Examples.GATEWAY, before, after, rerun.changes()).unplanned());
  }

  @Test
  void a_gateway_both_stopped_and_failed_is_started_first() {
    List<Option> options = Resolutions.all().options(STOPPED, sight("WAF_v2", "Stopped", "Failed"));
    assertEquals(
        List.of(
            "StartGateway:shop-gateway",
            "RerunGoalState:shop-gateway",
            "FindFailedChange:shop-gateway"),
        ids(options));
    assertEquals(List.of(true, false, false), options.stream().map(Option::recommended).toList());
    assertProven(sight("WAF_v2", "Stopped", "Failed"), options.get(1));
  }

  @Test
  void a_running_gateway_gets_no_option_and_neither_does_one_that_cannot_be_read() {
    assertEquals(
        List.of(), Resolutions.all().options(STOPPED, sight("WAF_v2", "Running", "Succeeded")));
    assertEquals(List.of(), Resolutions.all().options(STOPPED, new FakeSight(Examples.GATEWAY)));
  }

  private static void assertProven(FakeSight sight, Option option) {
    JsonNode before = sight.document(Examples.GATEWAY);
    JsonNode after = sight.after(option.changes()).document(Examples.GATEWAY);
    assertEquals(
        new Proof(List.of(), List.of()),
        Proof.of(Examples.GATEWAY, before, after, option.changes()));
    assertEquals(Standing.BEFORE, Standing.of(option.changes().get(0), before));
    Objects.requireNonNull(option.changes().get(0).after());
  }

  private static FakeSight sight(String tier, String operationalState, String provisioningState) {
    return new FakeSight(Examples.GATEWAY)
        .with(Examples.gateway(tier, operationalState, provisioningState));
  }

  private static List<String> ids(List<Option> options) {
    return options.stream().map(Option::id).toList();
  }
}
