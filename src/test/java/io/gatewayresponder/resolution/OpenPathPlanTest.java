package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.NetworkPath;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Family A: evidence in, changes out. */
class OpenPathPlanTest {
  private static final Diagnosis BLOCKED =
      Examples.diagnosis(Examples.finding("2c-1.1", new Subject.Pair("web", "web-http"), Family.A));

  @Test
  void an_allow_below_the_deny_names_subnet_servers_and_port() {
    Shop shop = new Shop().addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080");
    List<Option> options = plan(shop);
    assertEquals(
        List.of("AllowGatewaySubnet:web-nsg/deny-8080", "DeleteDeny:web-nsg/deny-8080"),
        ids(options));
    Option allow = options.get(0);
    assertTrue(allow.recommended());
    assertEquals(1, allow.approversNeeded());
    assertEquals(1, allow.changes().size());
    Change put = allow.changes().get(0);
    assertEquals(
        Shop.WEB_NSG.child("securityRules", "allow-gateway-8080-shop-gateway"), put.resourceId());
    assertEquals("2025-05-01", put.apiVersion());
    assertEquals(Change.Operation.PUT, put.operation());
    assertNull(put.before());
    assertEquals(
        Json.of(
            """
            {
              'name': 'allow-gateway-8080-shop-gateway',
              'properties': {
                'description': 'Lets the application gateway reach its back ends on this port.',
                'access': 'Allow',
                'direction': 'Inbound',
                'priority': 299,
                'protocol': 'Tcp',
                'sourceAddressPrefix': '10.0.0.0/24',
                'sourcePortRange': '*',
                'destinationAddressPrefixes': ['10.0.1.4', '10.0.1.5'],
                'destinationPortRange': '8080'
              }
            }
            """),
        put.after());
    assertEquals(
        "Rule deny-8080 (number 300, inbound) of web-nsg refuses port 8080 of 10.0.1.4, 10.0.1.5.",
        allow.why());
    assertOpensAndCanBeUndone(shop, allow);
  }

  @Test
  void planning_twice_gives_the_same_options() {
    Shop shop = new Shop().addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080");
    assertEquals(plan(shop), plan(shop));
  }

  @Test
  void deleting_needs_two_people_and_is_never_recommended() {
    Shop shop = new Shop().addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080");
    Option delete = find(plan(shop), "DeleteDeny");
    assertEquals(2, delete.approversNeeded());
    assertEquals(Option.Risk.HIGH, delete.risk());
    assertFalse(delete.recommended());
    assertEquals(
        List.of(
            Change.delete(
                Shop.WEB_NSG.child("securityRules", "deny-8080"),
                shop.document(Shop.WEB_NSG).at("/properties/securityRules/0"))),
        delete.changes());
    assertOpensAndCanBeUndone(shop, delete);
  }

  @Test
  void a_deny_moves_behind_a_custom_allow_and_keeps_every_other_field() {
    Shop shop = new Shop();
    ObjectNode deny = Shop.json(Shop.rule("deny-8080 300 Inbound Deny Tcp * * 8080"));
    deny.put("etag", "W/1").withObject("/properties").put("fieldOfNextYear", "kept");
    shop.addRule(Shop.WEB_NSG, deny);
    shop.addRule(Shop.WEB_NSG, "allow-others 320 Inbound Allow Tcp 192.168.0.0/16 * 8080");
    shop.addRule(Shop.WEB_NSG, "allow-edge 400 Inbound Allow Tcp 10.0.0.0/24 * 8080");
    shop.addRule(Shop.WEB_NSG, "other 401 Inbound Allow Tcp 10.9.0.0/24 * 22");
    Option move = find(plan(shop), "DeprioritizeDeny");
    Change put = move.changes().get(0);
    JsonNode before = shop.document(Shop.WEB_NSG).at("/properties/securityRules/0");
    assertEquals(before, put.before());
    ObjectNode expected = before.deepCopy();
    expected.remove("etag");
    expected.withObject("/properties").put("priority", 402);
    assertEquals(expected, put.after());
    assertEquals(1, move.approversNeeded());
    assertFalse(move.recommended());
    assertOpensAndCanBeUndone(shop, move);
  }

  @Test
  void a_deny_does_not_move_where_only_a_default_rule_would_let_the_traffic_through() {
    Shop shop = new Shop().addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080");
    assertTrue(search(plan(shop), "DeprioritizeDeny").isEmpty());
  }

  @Test
  void a_deny_with_number_100_leaves_no_room_for_an_allow_and_the_others_say_so() {
    Shop shop =
        new Shop()
            .addRule(Shop.WEB_NSG, "deny-8080 100 Inbound Deny Tcp * * 8080")
            .addRule(Shop.WEB_NSG, "allow-edge 200 Inbound Allow Tcp 10.0.0.0/24 * 8080");
    List<Option> options = plan(shop);
    assertEquals(
        List.of(
            "DeprioritizeDeny:web-nsg/deny-8080",
            "DeleteDeny:web-nsg/deny-8080",
            "OpenPathByHand:web-nsg/deny-8080"),
        ids(options));
    assertTrue(options.get(0).recommended());
    for (Option option : options) {
      assertTrue(option.why().contains("no free number below 100"), option.why());
    }
  }

  @Test
  void the_nearest_free_number_in_the_direction_is_taken() {
    Shop shop =
        new Shop()
            .addRule(Shop.WEB_NSG, "deny-8080 102 Inbound Deny Tcp * * 8080")
            .addRule(Shop.WEB_NSG, "a 101 Inbound Allow Tcp 10.9.0.0/24 * 22")
            .addRule(Shop.WEB_NSG, "b 100 Outbound Allow Tcp * * 22");
    assertEquals(100, priority(find(plan(shop), "AllowGatewaySubnet")));
    shop.addRule(Shop.WEB_NSG, "c 100 Inbound Allow Tcp 10.9.0.0/24 * 22");
    assertTrue(search(plan(shop), "AllowGatewaySubnet").isEmpty());
  }

  @Test
  void where_a_default_rule_decides_only_an_allow_helps() {
    Shop shop = new Shop();
    ArrayNode defaults =
        (ArrayNode) shop.document(Shop.WEB_NSG).at("/properties/defaultSecurityRules");
    defaults.remove(0);
    List<Option> options = plan(shop);
    assertEquals(List.of("AllowGatewaySubnet:web-nsg/DenyAllInBound"), ids(options));
    assertEquals(4096, priority(options.get(0)));
    assertOpensAndCanBeUndone(shop, options.get(0));
  }

  @Test
  void every_group_on_the_way_gets_its_change() {
    ResourceId nicNsg = ResourceId.of(Shop.NETWORK + "/networkSecurityGroups/nic-nsg");
    Shop shop =
        new Shop()
            .put(Shop.nsg(nicNsg))
            .addRule(Shop.EDGE_NSG, "no-way-out 500 Outbound Deny * * 10.0.1.0/24 *")
            .addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080")
            .addRule(nicNsg, "deny-all 200 Inbound Deny * * * *");
    shop.document(Shop.nicId("web-2-nic"))
        .withObject("/properties/networkSecurityGroup")
        .put("id", nicNsg.toString());
    Option allow = find(plan(shop), "AllowGatewaySubnet");
    assertEquals(
        List.of("edge-nsg", "web-nsg", "nic-nsg"),
        allow.changes().stream().map(change -> change.resourceId().root().name()).toList());
    assertEquals("Outbound", sent(allow.changes().get(0)).at("/properties/direction").asText());
    assertEquals(
        "10.0.1.5",
        sent(allow.changes().get(2)).at("/properties/destinationAddressPrefix").asText());
    assertOpensAndCanBeUndone(shop, allow);
    assertOpensAndCanBeUndone(shop, find(plan(shop), "DeleteDeny"));
  }

  @Test
  void a_probe_port_apart_from_the_settings_port_gets_a_rule_of_its_own() {
    Shop shop =
        new Shop()
            .probe(probe -> probe.put("port", 8081))
            .addRule(Shop.WEB_NSG, "deny-edge 300 Inbound Deny Tcp 10.0.0.0/24 * *");
    Option allow = find(plan(shop), "AllowGatewaySubnet");
    assertEquals(
        List.of("allow-gateway-8081-shop-gateway", "allow-gateway-8080-shop-gateway"),
        allow.changes().stream().map(change -> change.resourceId().name()).toList());
    assertEquals(
        List.of(299, 298),
        allow.changes().stream()
            .map(change -> sent(change).at("/properties/priority").asInt())
            .toList());
    assertOpensAndCanBeUndone(shop, allow);
  }

  @Test
  void a_subnet_with_several_prefixes_fills_the_plural_field() {
    Shop shop =
        new Shop()
            .subnet(
                0,
                subnet -> {
                  subnet.remove("addressPrefix");
                  subnet.putArray("addressPrefixes").add("10.0.0.0/25").add("10.0.0.128/25");
                })
            .addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080");
    Option allow = find(plan(shop), "AllowGatewaySubnet");
    JsonNode properties = sent(allow.changes().get(0)).path("properties");
    assertFalse(properties.has("sourceAddressPrefix"));
    assertEquals(
        Json.of("['10.0.0.0/25', '10.0.0.128/25']"), properties.path("sourceAddressPrefixes"));
    assertOpensAndCanBeUndone(shop, allow);
  }

  @Test
  void a_name_that_is_taken_is_not_overwritten() {
    Shop shop =
        new Shop()
            .addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080")
            .addRule(
                Shop.WEB_NSG,
                "Allow-Gateway-8080-shop-gateway 310 Inbound Allow Tcp 10.9.0.0/24 * 8080");
    Option allow = find(plan(shop), "AllowGatewaySubnet");
    assertEquals("allow-gateway-8080-shop-gateway-2", allow.changes().get(0).resourceId().name());
    assertOpensAndCanBeUndone(shop, allow);
  }

  @Test
  void an_open_path_gets_guidance_for_the_back_end_and_no_write() {
    List<Option> options = plan(new Shop());
    assertEquals(List.of("BackEndNotListening"), names(options));
    assertFalse(options.get(0).writes());
  }

  @Test
  void a_group_that_cannot_be_read_gets_no_write() {
    Sight sight =
        new Shop()
            .addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080")
            .sight()
            .unreadable(Shop.WEB_NSG, Look.Why.FORBIDDEN);
    assertTrue(Resolutions.all().options(BLOCKED, sight).stream().noneMatch(Option::writes));
  }

  @Test
  void somebody_elses_allow_makes_the_approved_one_superfluous() {
    Shop shop = new Shop().addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080");
    Option approved = find(plan(shop), "AllowGatewaySubnet");
    shop.addRule(Shop.WEB_NSG, "by-hand 290 Inbound Allow Tcp 10.0.0.0/24 * 8080");
    assertInstanceOf(Drift.Changed.class, drift(approved, shop));
  }

  @Test
  void a_deny_that_moved_since_is_drift_and_a_new_etag_is_not() {
    Shop shop = new Shop().addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080");
    List<Option> approved = plan(shop);
    shop.document(Shop.WEB_NSG).put("etag", "W/later");
    assertEquals(new Drift.Unchanged(), drift(approved.get(0), shop));
    ((ObjectNode) shop.document(Shop.WEB_NSG).at("/properties/securityRules/0/properties"))
        .put("priority", 310);
    Drift.Changed allow = assertInstanceOf(Drift.Changed.class, drift(approved.get(0), shop));
    assertEquals(
        "what would be written to allow-gateway-8080-shop-gateway of web-nsg: priority:"
            + " was 299, is now 309",
        allow.reasons().get(0).sentence());
    Drift.Changed delete = assertInstanceOf(Drift.Changed.class, drift(approved.get(1), shop));
    assertEquals(
        "deny-8080 of web-nsg: priority: was 300, is now 310", delete.reasons().get(0).sentence());
  }

  @Test
  void what_was_applied_already_is_known() {
    Shop shop = new Shop().addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080");
    for (Option approved : plan(shop)) {
      Shop later = new Shop().addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080");
      apply(later, approved.changes());
      assertEquals(new Drift.AlreadyApplied(), drift(approved, later), approved.id());
    }
  }

  @Test
  void an_allow_also_wins_over_a_deny_about_some_of_the_gateways_addresses() {
    Shop shop =
        new Shop()
            .addRule(Shop.WEB_NSG, "half 200 Inbound Deny Tcp 10.0.0.128/25 * 8080")
            .addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080");
    Option allow = find(plan(shop), "AllowGatewaySubnet");
    assertEquals(199, priority(allow));
    assertOpensAndCanBeUndone(shop, allow);
  }

  @Test
  void an_allow_opens_whatever_the_rules_are() {
    Random random = new Random(20261123);
    int opened = 0;
    int doubted = 0;
    for (int i = 0; i < 150; i++) {
      Shop shop = RandomRules.shop(random);
      Optional<Option> allow = search(plan(shop), "AllowGatewaySubnet");
      if (allow.isPresent()) {
        // A second group may refuse some of the gateway's addresses only; then the option says so.
        boolean doubt = allow.get().guidance().toString().contains("Not judged");
        if (doubt) {
          doubted++;
          assertProvenAndUndone(shop, allow.get(), NetworkPath.Undecided.class);
        } else {
          opened++;
          assertOpensAndCanBeUndone(shop, allow.get());
        }
      }
    }
    assertTrue(opened > 25, opened + " opened, " + doubted + " in doubt");
    assertTrue(doubted < opened / 5, opened + " opened, " + doubted + " in doubt");
  }

  private static void assertOpensAndCanBeUndone(Shop shop, Option option) {
    assertProvenAndUndone(shop, option, NetworkPath.Open.class);
  }

  private static void assertProvenAndUndone(
      Shop shop, Option option, Class<? extends NetworkPath> atWorst) {
    List<ResourceId> groups =
        option.changes().stream().map(change -> change.resourceId().root()).distinct().toList();
    List<JsonNode> before =
        groups.stream().map(id -> (JsonNode) shop.document(id).deepCopy()).toList();
    assertEquals(new Drift.Unchanged(), drift(option, shop));
    for (Change change : option.changes()) {
      assertEquals(Standing.BEFORE, Standing.of(change, shop.document(change.resourceId().root())));
    }
    apply(shop, option.changes());
    for (int i = 0; i < groups.size(); i++) {
      assertEquals(
          new Proof(List.of(), List.of()),
          Proof.of(groups.get(i), before.get(i), shop.document(groups.get(i)), option.changes()));
    }
    for (Change change : option.changes()) {
      assertEquals(Standing.AFTER, Standing.of(change, shop.document(change.resourceId().root())));
    }
    assertTrue(plan(shop).stream().noneMatch(Option::writes), () -> ids(plan(shop)).toString());
    Sight sight = shop.sight();
    for (String server : List.of("10.0.1.4", "10.0.1.5")) {
      NetworkPath path =
          NetworkPath.look(sight, sight.gateway().asFound().orElseThrow(), server, 8080);
      assertTrue(path instanceof NetworkPath.Open || atWorst.isInstance(path), path.toString());
    }
    for (Change change : option.undo()) {
      assertEquals(Standing.BEFORE, Standing.of(change, shop.document(change.resourceId().root())));
    }
    apply(shop, option.undo());
    for (int i = 0; i < groups.size(); i++) {
      JsonNode after = shop.document(groups.get(i));
      assertTrue(Proof.of(groups.get(i), before.get(i), after, List.of()).proven());
    }
  }

  private static void apply(Shop shop, List<Change> changes) {
    for (Change change : changes) {
      JsonNode document = shop.document(change.resourceId().root());
      shop.put((ObjectNode) Apply.to(document, change));
    }
  }

  private static Drift drift(Option approved, Shop shop) {
    Sight sight = shop.sight();
    return Drift.between(approved, Resolutions.all().options(BLOCKED, sight), Documents.of(sight));
  }

  private static List<Option> plan(Shop shop) {
    return Resolutions.all().options(BLOCKED, shop.sight());
  }

  private static Option find(List<Option> options, String resolution) {
    return search(options, resolution).orElseThrow();
  }

  private static Optional<Option> search(List<Option> options, String resolution) {
    return options.stream().filter(option -> option.resolution().equals(resolution)).findFirst();
  }

  private static JsonNode sent(Change change) {
    return Objects.requireNonNull(change.after());
  }

  private static int priority(Option option) {
    return sent(option.changes().get(0)).at("/properties/priority").asInt();
  }

  private static List<String> ids(List<Option> options) {
    return options.stream().map(Option::id).toList();
  }

  private static List<String> names(List<Option> options) {
    return options.stream().map(Option::resolution).toList();
  }
}
