package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.ResourceId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final ResourceId NSG = Examples.nsg("web-nsg");
  private static final JsonNode BEFORE =
      Json.of(
          """
          {'id': '%s', 'name': 'web-nsg', 'etag': 'W/1', 'tags': {}, 'properties': {
            'securityRules': [%s, {'name': 'other', 'properties': {'priority': 400}}],
            'subnets': [{'id': '%s/virtualNetworks/Shop-Net/subnets/back'}]
          }}
          """
              .formatted(NSG, Examples.denyRule(), Examples.GROUP));
  private static final Change ADD =
      Change.put(
          Examples.rule("web-nsg", "allow"),
          null,
          Json.of(
              "{'properties': {'priority': 299, 'access': 'Allow', 'sourceAddressPrefix': '*'}}"));
  private static final Change DELETE =
      Change.delete(Examples.rule("web-nsg", "deny-8080"), Examples.denyRule());
  private static final Change MOVE =
      Change.put(
          Examples.rule("web-nsg", "deny-8080"), Examples.denyRule(), moved(Examples.denyRule()));

  private static JsonNode moved(JsonNode rule) {
    ObjectNode body = (ObjectNode) Volatile.body(rule);
    body.withObject("/properties").put("priority", 900);
    return body;
  }

  @Test
  void a_write_that_did_what_was_planned_is_proven() {
    for (Change change : List.of(ADD, DELETE, MOVE)) {
      Proof proof = Proof.of(NSG, BEFORE, Apply.to(BEFORE, change), List.of(change));
      assertEquals(new Proof(List.of(), List.of()), proof, change.operation().toString());
    }
  }

  @Test
  void a_write_that_did_nothing_is_missed() {
    Proof proof = Proof.of(NSG, BEFORE, BEFORE, List.of(MOVE));
    assertEquals(List.of(), proof.unplanned());
    assertEquals(
        List.of(new Difference("securityRules[deny-8080].priority", "300", "900")),
        proof.missing());
  }

  @Test
  void what_changed_besides_is_named() {
    JsonNode after = Apply.to(BEFORE, MOVE);
    ((ObjectNode) Objects.requireNonNull(Outcome.part(after, "securityRules", "other")))
        .withObject("/properties")
        .put("priority", 401);
    Proof proof = Proof.of(NSG, BEFORE, after, List.of(MOVE));
    assertEquals(
        List.of(new Difference("securityRules[other].priority", "400", "401")), proof.unplanned());
    assertEquals(List.of(), proof.missing());
  }

  @Test
  void another_value_than_planned_is_both_missed_and_unplanned() {
    JsonNode after = Apply.to(BEFORE, MOVE);
    ((ObjectNode) Objects.requireNonNull(Outcome.part(after, "securityRules", "deny-8080")))
        .withObject("/properties")
        .put("priority", 800);
    Proof proof = Proof.of(NSG, BEFORE, after, List.of(MOVE));
    assertEquals(
        List.of(new Difference("securityRules[deny-8080].priority", "300", "800")),
        proof.unplanned());
    assertEquals(
        List.of(new Difference("securityRules[deny-8080].priority", "300", "900")),
        proof.missing());
  }

  @Test
  void the_order_of_parts_the_casing_of_ids_and_unset_fields_do_not_count() {
    ObjectNode after = BEFORE.deepCopy();
    after.remove("tags");
    ArrayNode rules = (ArrayNode) after.path("properties").path("securityRules");
    rules.add(rules.remove(0));
    ((ObjectNode) after.path("properties").path("subnets").path(0))
        .put(
            "id",
            Examples.GROUP.toUpperCase(java.util.Locale.ROOT)
                + "/virtualNetworks/shop-net/subnets/back");
    // The service's own ids begin in lower case, whatever follows.
    String id =
        after.at("/properties/subnets/0/id").asText().replace("/SUBSCRIPTIONS", "/subscriptions");
    ((ObjectNode) after.path("properties").path("subnets").path(0)).put("id", id);
    assertTrue(Proof.of(NSG, BEFORE, after, List.of()).proven());
  }

  @Test
  void a_part_that_vanished_is_unplanned() {
    JsonNode after = Apply.to(Apply.to(BEFORE, ADD), DELETE);
    Proof proof = Proof.of(NSG, BEFORE, after, List.of(ADD));
    assertTrue(
        proof.unplanned().stream()
            .allMatch(difference -> difference.path().startsWith("securityRules[deny-8080]")));
    assertEquals(8 + 1, proof.unplanned().size());
  }

  @Test
  void a_lost_server_of_a_pool_is_named_by_its_address() {
    JsonNode before = Examples.gateway("Standard_v2", "Running", "Failed");
    ObjectNode after = before.deepCopy();
    ((ArrayNode) after.at("/properties/backendAddressPools/0/properties/backendAddresses"))
        .remove(0);
    Proof proof = Proof.of(Examples.GATEWAY, before, after, List.of());
    assertEquals(
        List.of("backendAddressPools[web].backendAddresses[{\"ipAddress\":\"10.0.2.4\"}]"),
        proof.unplanned().stream().map(Difference::path).toList());
  }
}
