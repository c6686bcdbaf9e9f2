package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.OWNER;
import static io.gatewayresponder.lab.identity.Principal.RESOLUTION;
import static io.gatewayresponder.lab.identity.Principal.TRIAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.arm.ArmFixture.Answer;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** App Service apps over ARM, in the shapes that were recorded. */
class WebSiteRoutesTest {
  private static final String SUBSCRIPTION = "/subscriptions/" + Estates.SUBSCRIPTION;
  private static final String SITES = "/providers/Microsoft.Web/sites";
  private static final String GROUP = SUBSCRIPTION + "/resourceGroups/" + Estates.GROUP;
  private static final String APP = GROUP + SITES + "/shop-app";
  private static final String CONFIG = APP + "/config/web";

  private ArmFixture arm;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    arm = new ArmFixture(directory);
  }

  @AfterEach
  void close() {
    arm.close();
  }

  @Test
  void an_app_is_there_at_once_and_listed_by_group_and_subscription() throws Exception {
    ObjectNode created = create();
    assertEquals("shop-app.azurewebsites.net", created.at("/properties/defaultHostName").asText());
    assertEquals("Running", created.at("/properties/state").asText());
    assertEquals(created, arm.get(OWNER, APP).body());
    for (String list : List.of(GROUP + SITES, SUBSCRIPTION + SITES)) {
      assertEquals(created, arm.get(OWNER, list).body().at("/value/0"), list);
    }
    assertEquals(
        0,
        arm.get(OWNER, SUBSCRIPTION + "/resourceGroups/other" + SITES).body().at("/value").size());
  }

  @Test
  void the_app_itself_does_not_show_its_restrictions() throws Exception {
    ObjectNode created = create();
    JsonNode siteConfig = created.at("/properties/siteConfig");
    assertTrue(siteConfig.has("ipSecurityRestrictions"));
    assertTrue(siteConfig.path("ipSecurityRestrictions").isNull());
    assertFalse(created.path("properties").has("config"));
    assertFalse(created.path("properties").has("hostNameBindings"));
  }

  @Test
  void a_list_of_restrictions_ends_with_a_rule_that_the_service_makes_up() throws Exception {
    create();
    assertEquals(List.of("Allow all"), restrictions(arm.get(OWNER, CONFIG)));

    ObjectNode sent = Json.object();
    ArrayNode rules = sent.putObject("properties").putArray("ipSecurityRestrictions");
    rules.addAll(
        (ArrayNode) arm.get(OWNER, CONFIG).body().at("/properties/ipSecurityRestrictions"));
    rules
        .addObject()
        .put("ipAddress", "130.220.0.0/27")
        .put("action", "Allow")
        .put("priority", 200)
        .put("name", "developers");
    Answer patched = arm.call(OWNER, "PATCH", CONFIG, sent);
    assertEquals(List.of("developers", "Deny all"), restrictions(patched));
    assertEquals(APP, patched.body().path("id").asText());
    assertEquals("Microsoft.Web/sites", patched.body().path("type").asText());
    assertTrue(patched.header("ETag").matches("\"[0-9A-F]+\""), patched.header("ETag"));

    Answer read = arm.get(OWNER, CONFIG);
    assertEquals(List.of("developers", "Deny all"), restrictions(read));
    assertEquals(CONFIG, read.body().path("id").asText());
    assertEquals("Microsoft.Web/sites/config", read.body().path("type").asText());

    rules.removeAll();
    rules.add(read.body().at("/properties/ipSecurityRestrictions/1"));
    assertEquals(List.of("Allow all"), restrictions(arm.call(OWNER, "PATCH", CONFIG, sent)));
  }

  @Test
  void a_patch_leaves_what_it_does_not_name_and_a_put_does_not() throws Exception {
    create();
    arm.call(OWNER, "PATCH", CONFIG, properties("alwaysOn", true));
    arm.call(OWNER, "PATCH", CONFIG, properties("webSocketsEnabled", true));
    assertTrue(arm.get(OWNER, CONFIG).body().at("/properties/alwaysOn").asBoolean());
    arm.put(OWNER, CONFIG, properties("webSocketsEnabled", true));
    assertFalse(arm.get(OWNER, CONFIG).body().at("/properties/alwaysOn").asBoolean());
    assertEquals(List.of("Allow all"), restrictions(arm.get(OWNER, CONFIG)));
  }

  @Test
  void a_restriction_that_names_nobody_is_refused_in_the_providers_own_words() throws Exception {
    create();
    ObjectNode sent = Json.object();
    sent.putObject("properties")
        .putArray("ipSecurityRestrictions")
        .addObject()
        .put("ipAddress", "10.0.0.1")
        .put("priority", 1);
    Answer refused = arm.call(OWNER, "PATCH", CONFIG, sent);
    assertEquals(400, refused.status());
    assertEquals("BadRequest", refused.body().path("Code").asText());
    assertEquals(
        refused.body().path("Message"), refused.body().at("/Details/2/ErrorEntity/Message"));
    assertEquals(List.of("Allow all"), restrictions(arm.get(OWNER, CONFIG)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "10.0.0.256/24", "10.0.0.0/33", "everybody", "a:b/129x"})
  void an_address_is_a_range_in_cidr_form(String address) throws Exception {
    create();
    Answer refused = arm.call(OWNER, "PATCH", CONFIG, rules(rule(1).put("ipAddress", address)));
    assertEquals(400, refused.status(), refused.text());
    assertEquals(
        "IpSecurityRestriction.IpAddress is invalid. It must be in CIDR format.",
        refused.body().path("Message").asText());
  }

  @Test
  void priorities_are_given_for_all_rules_or_for_none_and_may_be_equal() throws Exception {
    create();
    ObjectNode unnumbered = rule(1);
    unnumbered.remove("priority");
    assertEquals(400, arm.call(OWNER, "PATCH", CONFIG, rules(rule(7), unnumbered)).status());
    Answer none = arm.call(OWNER, "PATCH", CONFIG, rules(unnumbered));
    assertEquals(65_000, none.body().at("/properties/ipSecurityRestrictions/0/priority").asInt());
    assertEquals(200, arm.call(OWNER, "PATCH", CONFIG, rules(rule(7), rule(7))).status());
    assertEquals(3, restrictions(arm.get(OWNER, CONFIG)).size());
  }

  @Test
  void there_are_512_rules_at_most_and_the_made_up_one_does_not_count() throws Exception {
    create();
    ObjectNode[] most = new ObjectNode[513];
    Arrays.setAll(most, i -> rule(i + 1));
    assertEquals(400, arm.call(OWNER, "PATCH", CONFIG, rules(most)).status());
    most[512] =
        rule(Integer.MAX_VALUE)
            .put("ipAddress", "Any")
            .put("name", "Deny all")
            .put("action", "Deny");
    assertEquals(200, arm.call(OWNER, "PATCH", CONFIG, rules(most)).status());
    assertEquals(513, restrictions(arm.get(OWNER, CONFIG)).size());
  }

  @Test
  void a_subnets_rule_takes_the_right_to_join_the_subnet(@TempDir Path other) throws Exception {
    String join = "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action";
    String subnet = ArmFixture.NETWORK + "virtualNetworks/shop-vnet/subnets/gateway";
    ObjectNode sent = rules(rule(100).put("vnetSubnetResourceId", subnet));
    ((ObjectNode) sent.at("/properties/ipSecurityRestrictions/0")).remove("ipAddress");
    Path without = Files.createDirectory(other.resolve("without"));
    Path with = Files.createDirectory(other.resolve("with"));
    try (ArmFixture shut =
            ArmFixture.whereResolutionMay(without, "Microsoft.Web/sites/config/write");
        ArmFixture open =
            ArmFixture.whereResolutionMay(with, "Microsoft.Web/sites/config/write", join)) {
      shut.put(OWNER, APP, location());
      open.put(OWNER, APP, location());
      Answer refused = shut.call(RESOLUTION, "PATCH", CONFIG, sent);
      assertEquals(403, refused.status());
      assertEquals("LinkedAuthorizationFailed", refused.errorCode());
      assertTrue(refused.text().contains(join), refused.text());
      assertEquals(200, open.call(RESOLUTION, "PATCH", CONFIG, sent).status());
    }
  }

  @Test
  void host_names_are_bound_and_unbound_and_the_app_says_so() throws Exception {
    create();
    String binding = APP + "/hostNameBindings/shop.example";
    ObjectNode sent = Json.object();
    sent.putObject("properties").put("sslState", "SniEnabled");
    assertEquals(
        "shop-app/shop.example", arm.put(OWNER, binding, sent).body().path("name").asText());
    assertEquals(
        List.of("shop-app/shop-app.azurewebsites.net", "shop-app/shop.example"),
        texts(arm.get(OWNER, APP + "/hostNameBindings").body().path("value"), "name"));
    assertEquals(200, arm.get(OWNER, binding).status());
    JsonNode app = arm.get(OWNER, APP).body();
    assertEquals("shop.example", app.at("/properties/hostNames/0").asText());
    assertEquals("SniEnabled", app.at("/properties/hostNameSslStates/1/sslState").asText());

    assertEquals(200, arm.delete(OWNER, binding).status());
    assertEquals(204, arm.delete(OWNER, binding).status());
    assertEquals("NotFound", arm.get(OWNER, binding).body().path("Code").asText());
    assertEquals(1, arm.get(OWNER, APP).body().at("/properties/hostNames").size());
    assertEquals(
        400, arm.delete(OWNER, APP + "/hostNameBindings/shop-app.azurewebsites.net").status());
  }

  @Test
  void names_are_one_of_a_kind_in_the_world() throws Exception {
    create();
    arm.put(OWNER, APP + "/hostNameBindings/shop.example", Json.object());
    Answer other = arm.put(OWNER, APP.replace("shop-app", "other-app"), location());
    assertEquals(200, other.status());
    String otherApp = other.body().path("id").asText();
    assertEquals(
        409, arm.put(OWNER, otherApp + "/hostNameBindings/shop.example", Json.object()).status());
    arm.estate.put(group("elsewhere"));
    Answer taken = arm.put(OWNER, APP.replace(Estates.GROUP, "elsewhere"), location());
    assertEquals(409, taken.status());
    assertEquals("54001", taken.body().at("/Details/2/ErrorEntity/ExtendedCode").asText());
  }

  @Test
  void an_app_that_is_stopped_says_so_and_keeps_its_restrictions_when_it_is_written()
      throws Exception {
    create();
    arm.call(OWNER, "PATCH", CONFIG, properties("ipSecurityRestrictionsDefaultAction", "Deny"));
    assertEquals(200, arm.post(OWNER, APP + "/stop").status());
    assertEquals("Stopped", arm.get(OWNER, APP).body().at("/properties/state").asText());
    assertEquals(200, arm.post(OWNER, APP + "/start").status());
    create();
    assertEquals("Running", arm.get(OWNER, APP).body().at("/properties/state").asText());
    assertEquals(List.of("Deny all"), restrictions(arm.get(OWNER, CONFIG)));
  }

  @Test
  void triage_cannot_write() throws Exception {
    create();
    assertEquals(403, arm.call(TRIAGE, "PATCH", CONFIG, Json.object()).status());
    assertEquals(403, arm.put(TRIAGE, APP, location()).status());
    assertEquals(403, arm.post(TRIAGE, APP + "/stop").status());
    assertEquals(
        403, arm.put(TRIAGE, APP + "/hostNameBindings/shop.example", Json.object()).status());
  }

  @Test
  void what_is_not_there_is_missed_by_resource_manager_itself() throws Exception {
    assertEquals("ResourceNotFound", arm.get(OWNER, APP).errorCode());
    assertEquals("ResourceNotFound", arm.get(OWNER, CONFIG).errorCode());
    assertEquals("ResourceNotFound", arm.get(OWNER, APP + "/hostNameBindings").errorCode());
  }

  @Test
  void the_gateways_public_address_can_be_read() throws Exception {
    Answer address = arm.get(OWNER, ArmFixture.NETWORK + "publicIPAddresses/shop-gateway-ip");
    assertEquals("203.0.113.20", address.body().at("/properties/ipAddress").asText());
  }

  @Test
  void a_route_table_can_be_written_and_read() throws Exception {
    String table = ArmFixture.NETWORK + "routeTables/detour";
    ObjectNode sent = location();
    sent.putObject("properties")
        .putArray("routes")
        .addObject()
        .put("name", "away")
        .putObject("properties")
        .put("addressPrefix", "0.0.0.0/0")
        .put("nextHopType", "None");
    assertEquals(201, arm.put(OWNER, table, sent).status());
    assertEquals(
        "None",
        arm.get(OWNER, table).body().at("/properties/routes/0/properties/nextHopType").asText());
  }

  private ObjectNode create() throws Exception {
    Answer created = arm.put(OWNER, APP, location());
    assertEquals(200, created.status(), created.text());
    return created.object();
  }

  private static ObjectNode location() {
    return Json.object().put("location", "westeurope");
  }

  private static ObjectNode properties(String name, Object value) {
    ObjectNode sent = Json.object();
    sent.putObject("properties").putPOJO(name, value);
    return sent;
  }

  private static ObjectNode rules(ObjectNode... rules) {
    ObjectNode sent = Json.object();
    sent.putObject("properties").putArray("ipSecurityRestrictions").addAll(List.of(rules));
    return sent;
  }

  private static ObjectNode rule(int priority) {
    return Json.object()
        .put("ipAddress", "198.18.0.0/15")
        .put("action", "Allow")
        .put("priority", priority)
        .put("name", "rule-" + priority);
  }

  private static ObjectNode group(String name) {
    String id = ArmFixture.NETWORK.replace(Estates.GROUP, name) + "routeTables/anything";
    return Json.object().put("id", id).put("name", "anything");
  }

  private static List<String> restrictions(Answer answer) throws IOException {
    return texts(answer.body().at("/properties/ipSecurityRestrictions"), "name");
  }

  private static List<String> texts(JsonNode objects, String field) {
    List<String> texts = new ArrayList<>();
    objects.forEach(object -> texts.add(object.path(field).asText()));
    return texts;
  }
}
