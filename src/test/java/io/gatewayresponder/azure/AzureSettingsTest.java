package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.azure.AzureSettings.Connection;
import io.gatewayresponder.azure.AzureSettings.WrongSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The golden table of settings: one that is in the sample file and not here fails. */
final class AzureSettingsTest {
  /** Settings of the Functions host, which we do not read. */
  private static final Set<String> OF_THE_HOST =
      Set.of("FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage");

  /** Setting, a value that is wrong ("" for: must not be missing), what is said of it. */
  private static final List<String[]> WRONG =
      List.of(
          new String[] {"ResponderBus", "", "is missing"},
          new String[] {"ResponderTables", "", "is missing"},
          new String[] {"RESPONDER_SCOPE", "", "is missing"},
          new String[] {"RESPONDER_SCOPE", ",", "is not a list of ARM scopes"},
          new String[] {"RESPONDER_SCOPE", "/subscriptions/x", "is not a list of ARM scopes"},
          new String[] {"RESPONDER_ARM_ENDPOINT", "", "is missing"},
          new String[] {"RESPONDER_ARM_ENDPOINT", "http://arm", "is not an address"},
          new String[] {"RESPONDER_ARM_ENDPOINT", "https://arm/path", "has a path"},
          new String[] {"RESPONDER_LOGS_ENDPOINT", "", "is missing"},
          new String[] {"RESPONDER_LOGS_ENDPOINT", "https://logs/v1", "has a path"},
          new String[] {"RESPONDER_TLS_LOOK", "true", "is unknown"},
          new String[] {"RESPONDER_TENANT_ID", "contoso", "is not a GUID"},
          new String[] {"RESPONDER_TRIAGE_CLIENT_ID", "me", "is not a GUID"},
          new String[] {"RESPONDER_RESOLUTION_CLIENT_ID", "", "is missing"},
          new String[] {
            "RESPONDER_RESOLUTION_CLIENT_ID", "00000000-0000-0000-0000-000000000001", "is the same"
          },
          new String[] {"RESPONDER_BASE_URL", "localhost", "is not an address"},
          new String[] {"RESPONDER_TEAMS_WEBHOOK_URL", "ftp://x", "is not an address"},
          new String[] {"RESPONDER_READER_ROLE", "", "is missing"},
          new String[] {"RESPONDER_APPROVER_ROLE", "", "is missing"},
          new String[] {"RESPONDER_APPROVAL_MINUTES", "0", "is not a number in range"},
          new String[] {"RESPONDER_WRITES", "yes", "is unknown"},
          new String[] {"RESPONDER_VERIFY_EVERY_SECONDS", "-1", "is not a number in range"},
          new String[] {"RESPONDER_VERIFY_LOOKS", "many", "is not a number in range"},
          new String[] {"RESPONDER_LOOK_AGAIN_SECONDS", "99999", "is not a number in range"},
          new String[] {
            "RESPONDER_RECONCILE_SCHEDULE", "every minute", "is not a cron expression"
          });

  private static Map<String, String> sample() {
    try {
      JsonNode values =
          Json.MAPPER
              .readTree(Files.readString(Path.of("local.settings.sample.json")))
              .path("Values");
      Map<String, String> settings = new HashMap<>();
      values.fields().forEachRemaining(e -> settings.put(e.getKey(), e.getValue().asText()));
      return settings;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void the_sample_file_is_right() {
    AzureSettings settings = AzureSettings.from(sample());
    assertEquals(List.of("/subscriptions/00000000-0000-0000-0000-000000000000"), settings.scopes());
    assertEquals("https://management.azure.com", settings.armEndpoint().toString());
    assertEquals("https://api.loganalytics.io", settings.logsEndpoint().toString());
    assertTrue(settings.tlsLookEnabled());
    assertEquals("http://localhost:7071", settings.baseUrl());
    assertEquals(Optional.empty(), settings.teamsWebhookUrl());
    assertEquals(Duration.ofHours(1), settings.approvalTime());
    assertEquals(Duration.ofSeconds(30), settings.verifyEvery());
    assertEquals(20, settings.verifyLooks());
    assertEquals(Duration.ofMinutes(2), settings.lookAgainAfter());
    assertTrue(settings.writesEnabled());
    assertFalse(settings.authEnabled());
  }

  @Test
  void every_setting_of_the_sample_file_is_in_the_table() {
    Set<String> untested = new TreeSet<>(sample().keySet());
    untested.removeAll(OF_THE_HOST);
    WRONG.forEach(wrong -> untested.remove(wrong[0]));
    assertEquals(Set.of(), untested);
  }

  @Test
  void a_wrong_setting_is_named_without_its_value() {
    for (String[] wrong : WRONG) {
      Map<String, String> settings = sample();
      settings.put(wrong[0], wrong[1]);
      Exception e = assertThrows(WrongSetting.class, () -> AzureSettings.from(settings));
      String message = String.valueOf(e.getMessage());
      assertTrue(message.startsWith("setting " + wrong[0] + " " + wrong[2]), message);
      assertTrue(wrong[1].length() < 3 || !message.contains(wrong[1]), message);
    }
  }

  @Test
  void handshakes_are_made_unless_they_are_switched_off() {
    Map<String, String> settings = sample();
    settings.remove("RESPONDER_TLS_LOOK");
    assertTrue(AzureSettings.from(settings).tlsLookEnabled());
    settings.put("RESPONDER_TLS_LOOK", "disabled");
    assertFalse(AzureSettings.from(settings).tlsLookEnabled());
  }

  @Test
  void an_identity_is_taken_where_there_is_no_connection_string() {
    Map<String, String> settings = sample();
    settings.remove("ResponderBus");
    settings.put("ResponderBus__fullyQualifiedNamespace", "bus.servicebus.windows.net");
    settings.put("ResponderBus__clientId", "id");
    settings.remove("ResponderTables");
    settings.put("ResponderTables__endpoint", "https://account.table.core.windows.net");
    AzureSettings read = AzureSettings.from(settings);
    assertEquals(
        new Connection.ByIdentity("bus.servicebus.windows.net", Optional.of("id")), read.bus());
    assertEquals(
        new Connection.ByIdentity("https://account.table.core.windows.net", Optional.empty()),
        read.tables());
  }

  @Test
  void secrets_do_not_show() {
    Map<String, String> settings = sample();
    settings.put("ResponderBus", "Endpoint=sb://x;SharedAccessKey=verysecret");
    settings.put("RESPONDER_TEAMS_WEBHOOK_URL", "https://hook.example/verysecret");
    AzureSettings read = AzureSettings.from(settings);
    assertFalse(read.toString().contains("verysecret"));
    assertFalse(read.bus().toString().contains("verysecret"));
  }
}
