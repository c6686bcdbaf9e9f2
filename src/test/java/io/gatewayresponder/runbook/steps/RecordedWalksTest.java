package io.gatewayresponder.runbook.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Samples;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks over what Azure really answered. Where no network was recorded, none is readable. */
class RecordedWalksTest {
  private static final int COMBINATIONS = 300;

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

  /** What was recorded of one thing beside what was recorded of others, put together by chance. */
  @Test
  void recorded_gateways_servers_and_groups_in_any_combination_end() {
    List<JsonNode> gateways = new ArrayList<>(Samples.all("gateways"));
    gateways.addAll(Samples.all("gateway-exports"));
    Set<String> rows = new HashSet<>();
    for (int seed = 0; seed < COMBINATIONS; seed++) {
      Random random = new Random(seed);
      Diagnosis diagnosis =
          Guide.runbook().diagnose(RecordedEstate.of(random, pick(random, gateways)));
      for (List<Finding> walk : diagnosis.walks()) {
        assertFalse(walk.isEmpty(), "seed " + seed);
        walk.forEach(finding -> rows.add(finding.row()));
      }
      assertFalse(diagnosis.couldNotCheck().contains(""), "seed " + seed);
    }
    // Else the combinations do not lead anywhere.
    assertTrue(rows.containsAll(Set.of("1b.2", "2a.1", "2a.2", "2c-1.1")), rows::toString);
    assertTrue(rows.size() > 15, rows::toString);
  }

  private static JsonNode pick(Random random, List<JsonNode> documents) {
    return documents.get(random.nextInt(documents.size()));
  }

  @Test
  void every_recorded_gateway_with_every_recorded_health_ends() {
    List<JsonNode> gateways = new ArrayList<>(Samples.all("gateways"));
    gateways.addAll(Samples.all("gateway-exports"));
    for (JsonNode gateway : gateways) {
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
