package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.steps.AppShop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Family I, hosts: evidence in, changes out. */
class AppHostPlanTest {
  private static final Subject PAIR = new Subject.Pair("web", "web-http");
  private static final Diagnosis CLIENTS =
      Examples.diagnosis(Examples.finding("5.2", PAIR, Family.I));
  private static final Diagnosis SETTINGS =
      Examples.diagnosis(Examples.finding("5.3", PAIR, Family.I));
  private static final String APP = "shop-app.azurewebsites.net";

  @Test
  void picking_changes_two_fields_of_the_setting() {
    AppShop shop = sends("old.example");
    Trial trial = Trial.of(SETTINGS, shop);
    Option pick = trial.find("PickHostFromBackEnd");
    assertTrue(pick.recommended());
    assertEquals("PickHostFromBackEnd:web-http", pick.id());
    JsonNode before = shop.document(Shop.GATEWAY);
    ObjectNode expected = (ObjectNode) Volatile.body(before);
    ((ObjectNode) expected.at("/properties/backendHttpSettingsCollection/0/properties"))
        .put("pickHostNameFromBackendAddress", true)
        .remove("hostName");
    assertEquals(1, pick.changes().size());
    assertEquals(before, pick.changes().get(0).before());
    assertEquals(expected, pick.changes().get(0).after());
    assertEquals(
        "Setting web-http sends its own host (old.example), which is not bound to shop-app.",
        pick.why());
    assertTrue(pick.sideEffects().toString().contains("cookies"));
    trial.assertHealsAndCanBeUndone(pick);
  }

  @Test
  void a_clients_host_that_is_not_bound_is_mended_either_way() {
    Trial trial = Trial.of(CLIENTS, named("shop.example"));
    assertEquals(
        List.of("PickHostFromBackEnd:web-http", "SetExplicitHost:web-http"), writing(trial));
    trial.assertHealsAndCanBeUndone(trial.find("PickHostFromBackEnd"));
    trial.assertHealsAndCanBeUndone(trial.find("SetExplicitHost"));
  }

  @Test
  void a_name_of_the_customers_own_is_better_than_the_platforms() {
    AppShop shop = sends("old.example").bind("www.shop.example").bind("*.other.example");
    Trial trial = Trial.of(SETTINGS, shop);
    assertEquals(
        List.of("SetExplicitHost:web-http", "PickHostFromBackEnd:web-http"), writing(trial));
    Option explicit = trial.find("SetExplicitHost");
    assertTrue(explicit.recommended());
    Parameter host = explicit.parameters().get(0);
    assertEquals(List.of("www.shop.example", APP), host.choices());
    assertEquals("www.shop.example", sentHost(explicit));
    trial.assertHealsAndCanBeUndone(explicit);
  }

  @Test
  void the_host_can_be_chosen_among_those_that_are_bound_only() {
    Trial trial = Trial.of(SETTINGS, sends("old.example").bind("www.shop.example"));
    assertEquals(APP, sentHost(chosen(trial, APP)));
    for (String hostile : List.of("evil.example", "", "a\r\nX: y", "old.example", "127.0.0.1")) {
      assertEquals("www.shop.example", sentHost(chosen(trial, hostile)), hostile);
      assertTrue(
          trial.find("SetExplicitHost").parameters().get(0).complaint(hostile).isPresent(),
          hostile);
    }
  }

  @Test
  void what_the_probe_is_answered_at_is_the_best_guess_among_a_customers_names() {
    AppShop shop =
        sends("old.example").bind("a.shop.example").bind("shop.example").bind("b.shop.example");
    Parameter host = Trial.of(SETTINGS, shop).find("SetExplicitHost").parameters().get(0);
    assertEquals("shop.example", host.value());
    assertEquals("the app answers the probe, which asks with this host", host.reason());
  }

  @Test
  void a_name_without_a_certificate_is_not_for_an_encrypted_setting() {
    AppShop shop =
        sends("old.example")
            .bind("www.shop.example")
            .setting(it -> it.put("protocol", "Https").put("port", 443));
    assertEquals(
        List.of(APP),
        Trial.of(SETTINGS, shop).find("SetExplicitHost").parameters().get(0).choices());
    shop.property(
        "hostNameSslStates", "[{\"name\":\"WWW.shop.example\",\"sslState\":\"SniEnabled\"}]");
    assertEquals(
        List.of("www.shop.example", APP),
        Trial.of(SETTINGS, shop).find("SetExplicitHost").parameters().get(0).choices());
  }

  @Test
  void a_pool_that_knows_an_app_by_a_name_without_a_certificate_cannot_pick_it() {
    AppShop shop =
        sends("old.example")
            .bind("www.shop.example")
            .server("www.shop.example")
            .setting(it -> it.put("protocol", "Https").put("port", 443));
    Trial trial = Trial.of(SETTINGS, shop);
    assertTrue(trial.search("PickHostFromBackEnd").isEmpty());
    assertTrue(trial.find("SetExplicitHost").recommended());
  }

  @Test
  void machines_behind_the_same_setting_keep_it_from_being_recommended() {
    AppShop shop = sends("old.example").servers(APP, "10.0.1.4");
    List<Option> options = Trial.of(SETTINGS, shop).plan();
    assertTrue(options.stream().noneMatch(Option::recommended));
    assertTrue(options.get(0).sideEffects().toString().contains("no apps"));
  }

  @Test
  void nothing_is_planned_where_the_host_is_bound_or_bindings_cannot_be_read() {
    assertTrue(writing(Trial.of(SETTINGS, sends("shop.example").bind("shop.example"))).isEmpty());
    assertTrue(writing(Trial.of(SETTINGS, sends("old.example").bindingsUnreadable())).isEmpty());
    assertTrue(writing(Trial.of(SETTINGS, sends("old.example").rewriting("Host"))).isEmpty());
  }

  @Test
  void guidance_names_the_way_that_keeps_the_clients_host() {
    Option pick = Trial.of(CLIENTS, named("shop.example")).find("PickHostFromBackEnd");
    assertTrue(pick.guidance().get(0).contains("keep the client's host"));
    assertTrue(
        pick.guidance()
            .get(1)
            .startsWith(
                "az webapp config hostname add --webapp-name 'shop-app' --resource-group"
                    + " 'shop-edge' --hostname NAME"));
  }

  @Test
  void the_undo_puts_the_old_host_back() {
    Trial trial = Trial.of(SETTINGS, sends("old.example"));
    Option pick = trial.find("PickHostFromBackEnd");
    JsonNode undone = Objects.requireNonNull(pick.undo().get(0).after());
    assertEquals("old.example", setting(undone).path("hostName").asText());
    assertFalse(setting(undone).has("pickHostNameFromBackendAddress"));
  }

  private static Option chosen(Trial trial, String host) {
    return trial.plan(Answers.to("SetExplicitHost:web-http", Map.of("host", host))).stream()
        .filter(option -> option.resolution().equals("SetExplicitHost"))
        .findFirst()
        .orElseThrow();
  }

  private static String sentHost(Option option) {
    return setting(Objects.requireNonNull(option.changes().get(0).after()))
        .path("hostName")
        .asText();
  }

  private static JsonNode setting(JsonNode gateway) {
    return gateway.at("/properties/backendHttpSettingsCollection/0/properties");
  }

  private static AppShop sends(String host) {
    return new AppShop().setting(it -> it.put("hostName", host));
  }

  private static AppShop named(String host) {
    return new AppShop().listener(it -> it.put("hostName", host));
  }

  private static List<String> writing(Trial trial) {
    return trial.plan().stream().filter(Option::writes).map(Option::id).toList();
  }
}
