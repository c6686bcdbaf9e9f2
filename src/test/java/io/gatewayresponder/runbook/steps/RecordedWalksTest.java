package io.gatewayresponder.runbook.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Samples;
import io.gatewayresponder.runbook.Diagnosis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks over what Azure really answered. Where no network was recorded, none is readable. */
class RecordedWalksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The recorded text says that health could not be retrieved; the other probe log is a
        // refused connection.
        "v1-nic-backed-pool | unhealthy-nsg-and-unknown-text | 1a.1 > 1b.2 > 2a.1",
        "v1-waf-path-map-auth-certs-probes | mixed-healthy-unhealthy-expanded | 1a.1 > 1b.2 > 2a.2",
        "v1-waf-path-map-auth-certs-probes | mixed-healthy-unhealthy-references | 1a.1 > 1b.2 > 2a.2",
        "v1-standard-small-stopped | empty-servers | 1a.2",
        "v1-standard-medium-private-updating | empty-servers | 1a.5",
        "v2-zones-autoscale-updating | empty-servers | 1a.5",
        "v2-tcp-listener-backend-settings | empty-servers | 1a.1 > 1b.4",
        "v2-tcp-listener-backend-settings | on-demand-empty-servers | 1a.1 > 1b.4",
        "v2-waf-listener-host-names | cli-output-healthy | 1a.1 > 1b.1",
        "v2-waf-listener-host-names | example-health-up | 1a.1 > 1b.1",
      })
  void the_walk_begins_as_the_rows_say(String gateway, String health, String transcript) {
    String walked =
        diagnose(
                Samples.read("gateways/" + gateway + ".json"),
                Samples.read("backend-health/" + health + ".json"))
            .transcript();
    assertTrue(walked.startsWith(transcript), walked);
  }

  @Test
  void references_and_expanded_objects_lead_the_same_way() {
    JsonNode gateway = Samples.read("gateways/v1-waf-path-map-auth-certs-probes.json");
    Diagnosis references =
        diagnose(gateway, Samples.read("backend-health/mixed-healthy-unhealthy-references.json"));
    Diagnosis expanded =
        diagnose(gateway, Samples.read("backend-health/mixed-healthy-unhealthy-expanded.json"));
    assertEquals(references.transcript(), expanded.transcript());
    assertEquals(references.fingerprint(), expanded.fingerprint());
  }

  @Test
  void every_recorded_gateway_with_every_recorded_health_ends() {
    for (JsonNode gateway : Samples.all("gateways")) {
      for (JsonNode health : Samples.all("backend-health")) {
        Diagnosis diagnosis = diagnose(gateway, health);
        assertFalse(diagnosis.walks().isEmpty());
        diagnosis.walks().forEach(walk -> assertFalse(walk.isEmpty()));
      }
    }
  }

  private static Diagnosis diagnose(JsonNode gateway, JsonNode health) {
    return Guide.runbook().diagnose(FakeSight.of(gateway).health(health));
  }
}
