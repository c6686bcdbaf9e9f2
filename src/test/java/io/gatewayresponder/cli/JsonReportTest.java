package io.gatewayresponder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.gatewayresponder.evidence.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fields that scripts may rely on; docs/diagnose.md has the same list. */
class JsonReportTest {
  private static JsonNode json(Run run) throws Exception {
    assertTrue(run.out().chars().allMatch(c -> c < 128), run.out());
    return Json.MAPPER.readTree(run.out());
  }

  @Test
  void a_diagnosis_has_these_fields() throws Exception {
    JsonNode json = json(Run.of(Run.on(Run.denied().sight()), "--gateway", Run.shop(), "--json"));
    Map<String, JsonNodeType> fields = new LinkedHashMap<>();
    json.properties().forEach(field -> fields.put(field.getKey(), field.getValue().getNodeType()));
    Map<String, JsonNodeType> expected = new LinkedHashMap<>();
    expected.put("schemaVersion", JsonNodeType.NUMBER);
    expected.put("version", JsonNodeType.STRING);
    expected.put("gateway", JsonNodeType.STRING);
    expected.put("source", JsonNodeType.STRING);
    expected.put("at", JsonNodeType.STRING);
    expected.put("milliseconds", JsonNodeType.NUMBER);
    expected.put("outcome", JsonNodeType.STRING);
    expected.put("exitCode", JsonNodeType.NUMBER);
    expected.put("headline", JsonNodeType.STRING);
    expected.put("causeRow", JsonNodeType.STRING);
    expected.put("transcript", JsonNodeType.STRING);
    expected.put("fingerprint", JsonNodeType.OBJECT);
    for (String list :
        new String[] {
          "causes",
          "findings",
          "noticed",
          "decided",
          "changes",
          "couldNotCheck",
          "walks",
          "beside",
          "options",
          "reads",
          "notes"
        }) {
      expected.put(list, JsonNodeType.ARRAY);
    }
    assertEquals(expected, fields);
    String page = Files.readString(Path.of("docs/diagnose.md"));
    fields.keySet().forEach(name -> assertTrue(page.contains("`" + name + "`"), name));
    assertEquals(1, json.path("schemaVersion").asInt());
    assertEquals("cause found", json.path("outcome").asText());
    assertEquals("2c-1.1", json.path("causeRow").asText());
    JsonNode cause = json.at("/causes/0");
    assertEquals("2c-1.1", cause.path("row").asText());
    assertEquals("deny-8080", cause.at("/facts/rule").asText());
    assertEquals("AllowGatewaySubnet:web-nsg/deny-8080", json.at("/options/0/id").asText());
    assertTrue(json.at("/options/0/digest").asText().startsWith("p1-"));
    assertEquals("1a.1", json.at("/walks/0/0").asText());
  }

  @Test
  void a_failure_is_an_object_too_and_stderr_is_empty() throws Exception {
    Run run = Run.of(Run.unreadable(Look.Why.TIMED_OUT, ""), "--gateway", Run.shop(), "--json");
    assertEquals(2, run.exitCode());
    assertEquals("", run.err());
    JsonNode json = json(run);
    assertEquals("could not diagnose", json.path("outcome").asText());
    assertEquals(2, json.path("exitCode").asInt());
    assertTrue(json.path("wrong").asText().contains("did not answer in time"));
    assertTrue(json.path("remedy").asText().contains("HTTPS_PROXY"));
  }
}
