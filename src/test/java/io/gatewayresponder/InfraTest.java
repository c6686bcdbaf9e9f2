package io.gatewayresponder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The deployment says the same as the code and the sample settings. */
class InfraTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Three actions are questions although Azure does not call them reads: a gateway is asked for the
   * result of its last probes, or to probe once more, and Network Watcher to try a connection from
   * the gateway, by a few packets and without a trace in any configuration.
   */
  private static final Set<String> QUESTIONS =
      Set.of(
          "Microsoft.Network/applicationGateways/backendhealth/action",
          "Microsoft.Network/applicationGateways/getBackendHealthOnDemand/action",
          "Microsoft.Network/networkWatchers/connectivityCheck/action");

  @Test
  void every_sample_setting_is_deployed() throws Exception {
    String bicep = Files.readString(Path.of("infra/main.bicep"));
    List<String> missing = new ArrayList<>();
    sampleSettings()
        .fieldNames()
        .forEachRemaining(
            setting -> {
              // Flex takes the worker from the app's runtime and refuses the setting.
              if (!setting.equals("FUNCTIONS_WORKER_RUNTIME") && !bicep.contains(setting)) {
                missing.add(setting);
              }
            });
    assertEquals(List.of(), missing);
  }

  @Test
  void the_triage_role_only_reads() throws Exception {
    for (JsonNode action : role("triage").path("actions")) {
      String text = action.asText();
      assertTrue(
          text.endsWith("/read") || QUESTIONS.contains(text), text + " is more than reading");
    }
  }

  @Test
  void no_role_uses_a_wildcard() throws Exception {
    for (String name : List.of("triage", "resolution")) {
      for (JsonNode action : role(name).path("actions")) {
        assertTrue(!action.asText().contains("*"), action.asText());
      }
    }
  }

  private static JsonNode sampleSettings() throws Exception {
    return JSON.readTree(Files.readString(Path.of("local.settings.sample.json"))).path("Values");
  }

  private static JsonNode role(String name) throws Exception {
    JsonNode role = JSON.readTree(Files.readString(Path.of("infra/roles/" + name + ".json")));
    assertTrue(role.path("actions").size() > 5, "the role has actions");
    return role;
  }
}
