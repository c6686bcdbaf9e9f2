package io.gatewayresponder.incident;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.incident.AlertReading.Bad;
import io.gatewayresponder.incident.AlertReading.Ignored;
import io.gatewayresponder.incident.AlertReading.Ours;
import io.gatewayresponder.incident.AlertReading.OutOfScope;
import io.gatewayresponder.incident.AlertReading.TooLarge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recorded notifications as they are, the same about one of our gateways, and hostile ones. */
class AlertReaderTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples/alerts");
  private static final String GATEWAY =
      "/subscriptions/10000000-0000-4000-8000-000000000001/resourcegroups/shop-edge"
          + "/providers/microsoft.network/applicationgateways/shop-gateway";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AlertReader reader =
      new AlertReader(
          Scope.parse(
              "/subscriptions/10000000-0000-4000-8000-000000000001/resourceGroups/shop-edge"));

  private static byte[] sample(String name) {
    try {
      return Files.readAllBytes(SAMPLES.resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode tree(String name) {
    try {
      return (ObjectNode) JSON.readTree(sample(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The recorded notification with one of our gateways as its target. */
  private static ObjectNode fired() {
    ObjectNode root = tree("metric-dynamic-fired-test-action-group");
    ((ObjectNode) root.at("/data/essentials")).putArray("alertTargetIDs").add(GATEWAY);
    return root;
  }

  private AlertReading read(JsonNode root) {
    return reader.read(root.toString().getBytes(UTF_8));
  }

  private AlertReading read(String text) {
    return reader.read(text.getBytes(UTF_8));
  }

  @Test
  void recorded_notifications_about_other_things_are_ignored_with_a_reason() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      List<Path> payloads =
          files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertEquals(11, payloads.size());
      for (Path file : payloads) {
        AlertReading reading = reader.read(Files.readAllBytes(file));
        assertTrue(
            !assertInstanceOf(Ignored.class, reading, file::toString).reason().isEmpty(),
            file::toString);
      }
    }
  }

  @Test
  void a_metric_alert_of_our_gateway_is_ours() {
    Ours ours = assertInstanceOf(Ours.class, read(fired()));
    Alert alert = ours.alerts().get(0);
    assertEquals(Alert.Condition.FIRED, alert.condition());
    assertEquals("Transactions", alert.metric());
    assertEquals("test-metricAlertRule", alert.rule());
    assertEquals("Sev3", alert.severity());
    assertEquals(Instant.parse("2021-11-15T09:35:24.346850600Z"), alert.at());
    assertEquals(GATEWAY, alert.gateway().toString());
  }

  @Test
  void a_resolved_alert_has_the_time_of_its_end() {
    ObjectNode root = tree("metric-single-resource-resolved");
    ((ObjectNode) root.at("/data/essentials")).putArray("alertTargetIDs").add(GATEWAY);
    Alert alert = assertInstanceOf(Ours.class, read(root)).alerts().get(0);
    assertEquals(Alert.Condition.RESOLVED, alert.condition());
    assertEquals(Instant.parse("2019-03-22T14:03:16.224631300Z"), alert.at());
  }

  @Test
  void the_older_schemas_are_read_as_well() {
    ObjectNode root = tree("legacy-metric-static");
    ((ObjectNode) root.at("/data/context")).put("resourceId", GATEWAY);
    Alert alert = assertInstanceOf(Ours.class, read(root)).alerts().get(0);
    assertEquals(Alert.Condition.FIRED, alert.condition());
    assertEquals("Sev3", alert.severity());

    ObjectNode multi = tree("legacy-metric-multi-resource-deactivated");
    ((ObjectNode) multi.at("/data/context/condition/allOf/0/dimensions/0")).put("value", GATEWAY);
    assertEquals(
        Alert.Condition.RESOLVED,
        assertInstanceOf(Ours.class, read(multi)).alerts().get(0).condition());

    ObjectNode classic = tree("legacy-classic-metric-activated");
    ((ObjectNode) classic.at("/context")).put("resourceId", GATEWAY);
    assertEquals("Requests", assertInstanceOf(Ours.class, read(classic)).alerts().get(0).metric());
  }

  @Test
  void each_gateway_among_the_targets_gets_an_alert_and_others_are_out_of_scope() {
    ObjectNode root = fired();
    ArrayNode targets = (ArrayNode) root.at("/data/essentials/alertTargetIDs");
    targets.add(GATEWAY + "2").add(GATEWAY.toUpperCase(java.util.Locale.ROOT));
    targets.add(GATEWAY.replace("shop-edge", "other"));
    assertEquals(2, assertInstanceOf(Ours.class, read(root)).alerts().size());
    targets.removeAll().add(GATEWAY.replace("shop-edge", "shop-edge-2"));
    assertInstanceOf(OutOfScope.class, read(root));
  }

  @Test
  void what_is_no_notification_is_bad() {
    for (String text :
        List.of(
            "",
            "x",
            "[]",
            "1",
            "null",
            "{}",
            "{\"a\":1}",
            "{\"schemaId\":\"azureMonitorCommonAlertSchema\"}",
            "{\"schemaId\":\"azureMonitorCommonAlertSchema\",\"data\":[]}",
            "{\"schemaId\":\"AzureMonitorMetricAlert\",\"data\":{}}",
            fired() + "{}",
            "[".repeat(50_000),
            "{\"schemaId\":\"" + "x".repeat(100_000) + "\"}")) {
      assertInstanceOf(Bad.class, read(text));
    }
    assertInstanceOf(Bad.class, reader.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}));
    assertInstanceOf(TooLarge.class, reader.read(new byte[1024 * 1024]));
    assertInstanceOf(TooLarge.class, read("{\"a\":\"" + "x".repeat(AlertReader.MAX_BYTES)));
  }

  @Test
  void hostile_values_in_any_field_throw_nothing_and_come_through_harmless() {
    List<JsonNode> hostile = new ArrayList<>();
    for (String text :
        List.of(
            "",
            "<script>alert(1)</script>",
            "a\u0000b\u001b[31m\r\nX: y",
            "\u202egnp.exe",
            "x".repeat(60_000),
            "'; drop table incidents; --",
            "| where 1 == 1",
            "../../etc/passwd",
            GATEWAY + "/../other",
            GATEWAY + "%2e%2e",
            GATEWAY.replace("shop-gateway", "<b>"),
            "+1000000000-12-31T23:59:59Z",
            "\ud800")) {
      hostile.add(JSON.getNodeFactory().textNode(text));
    }
    hostile.add(JSON.nullNode());
    hostile.add(JSON.getNodeFactory().numberNode(-1));
    hostile.add(JSON.createArrayNode().add(JSON.createArrayNode()));
    hostile.add(JSON.createObjectNode().put("a", 1));
    for (ObjectNode original : List.of(fired(), tree("legacy-metric-static"))) {
      List<JsonPointer> fields = new ArrayList<>();
      collect(original, JsonPointer.empty(), fields);
      assertTrue(fields.size() > 15);
      for (JsonPointer field : fields) {
        for (JsonNode value : hostile) {
          ObjectNode copy = original.deepCopy();
          JsonNode parent = copy.at(field.head());
          if (parent instanceof ObjectNode object) {
            object.set(field.last().getMatchingProperty(), value);
          } else {
            ((ArrayNode) parent).set(field.last().getMatchingIndex(), value);
          }
          assertHarmless(read(copy));
        }
      }
    }
  }

  private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> fields) {
    if (!at.matches()) {
      fields.add(at);
    }
    node.properties()
        .forEach(field -> collect(field.getValue(), at.appendProperty(field.getKey()), fields));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), at.appendIndex(i), fields);
      }
    }
  }

  private static void assertHarmless(AlertReading reading) {
    if (reading instanceof Ours ours) {
      for (Alert alert : ours.alerts()) {
        for (String text : List.of(alert.rule(), alert.metric(), alert.severity())) {
          assertTrue(text.length() <= AlertText.MAX_SHOWN, text);
          assertTrue(text.codePoints().noneMatch(Character::isISOControl), text);
          assertTrue(text.indexOf('\u202e') < 0, text);
        }
        assertTrue(alert.id().length() <= 400);
        assertEquals("shop-gateway", alert.gateway().name());
        assertTrue(alert.at().isBefore(Instant.parse("2100-01-01T00:00:00Z")));
      }
    }
  }
}
