package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.ResourceId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final ResourceId RULE = Examples.rule("web-nsg", "deny-8080");

  @Test
  void the_golden_value_holds() {
    // Made by another program (Python's json and hashlib) over the same text.
    assertEquals(
        "p1-b7823010bf46a160c3ee22278d4f4fbc4819e2a50c4dc5e7bf74db363e5089e3",
        Digest.of(delete(RULE, Examples.denyRule())));
  }

  @Test
  void the_casing_of_ids_the_order_of_fields_and_the_spelling_of_numbers_do_not_count() {
    JsonNode rule = Json.of("{'a': 1.50, 'b': [100, {'d': 1, 'c': 'ü'}]}");
    JsonNode same = Json.of("{'b': [1E+2, {'c': 'ü', 'd': 1.0}], 'a': 1.5}");
    ResourceId upper = ResourceId.of(RULE.toString().toUpperCase(Locale.ROOT));
    assertEquals(Digest.of(delete(RULE, rule)), Digest.of(delete(upper, same)));
  }

  @Test
  void volatile_fields_do_not_count_at_any_depth() {
    ObjectNode later = Examples.denyRule().deepCopy();
    later.put("etag", "W/2").withObject("/properties").put("provisioningState", "Updating");
    assertEquals(Digest.of(delete(RULE, Examples.denyRule())), Digest.of(delete(RULE, later)));
  }

  @Test
  void every_part_of_a_change_counts() {
    JsonNode a = Json.of("{'a': 1}");
    JsonNode b = Json.of("{'a': 2}");
    Change change = new Change(RULE, "1", Change.Operation.PUT, "", a, a);
    String digest = Digest.of(Examples.option("X:1", List.of(change)));
    List<Change> others =
        List.of(
            new Change(Examples.rule("web-nsg", "x"), "1", Change.Operation.PUT, "", a, a),
            new Change(RULE, "2", Change.Operation.PUT, "", a, a),
            new Change(RULE, "1", Change.Operation.PATCH, "", a, a),
            new Change(RULE, "1", Change.Operation.PUT, "/x", a, a),
            new Change(RULE, "1", Change.Operation.PUT, "", b, a),
            new Change(RULE, "1", Change.Operation.PUT, "", null, a),
            new Change(RULE, "1", Change.Operation.PUT, "", a, b));
    for (Change other : others) {
      assertNotEquals(digest, Digest.of(Examples.option("X:1", List.of(other))), other.toString());
    }
    assertNotEquals(digest, Digest.of(Examples.option("X:2", List.of(change))));
    assertNotEquals(digest, Digest.of(Examples.option("X:1", List.of(change, change))));
  }

  @Test
  void an_operational_state_counts() {
    assertNotEquals(
        Digest.of(delete(RULE, Json.of("{'operationalState': 'Running'}"))),
        Digest.of(delete(RULE, Json.of("{'operationalState': 'Stopped'}"))));
  }

  private static Option delete(ResourceId id, JsonNode before) {
    return Examples.option("DeleteDeny:web-nsg/deny-8080", List.of(Change.delete(id, before)));
  }
}
