package io.gatewayresponder.azure;

import static io.gatewayresponder.azure.LookFixture.unreadable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.WebApps.WebApp;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class WebLookTest {
  private static final ResourceId APP =
      ResourceId.of(LookFixture.GROUP + "Microsoft.Web/sites/shop-app");
  private static final String LIST = "/providers/Microsoft.Web/sites?api-version=2023-12-01";

  private static String app(String name) {
    return "{\"name\":\"%s\",\"properties\":{\"defaultHostName\":\"%s.azurewebsites.net\"}}"
        .formatted(name, name);
  }

  private static String page(String app, String next) {
    return "{\"value\":[%s],\"nextLink\":\"%s\"}".formatted(app, next);
  }

  @Test
  void apps_are_listed_page_by_page() {
    LookFixture arm =
        new LookFixture()
            .answer("page=2", 200, "{\"value\":[%s]}".formatted(app("two")))
            .answer(LIST, 200, page(app("one"), FakeArm.ENDPOINT + "/more?page=2"));
    List<WebApp> apps = arm.sight().webApps().asFound().orElseThrow().apps();
    assertEquals(List.of("one", "two"), apps.stream().map(WebApp::name).toList());
    assertTrue(
        arm.sight().webApps().asFound().orElseThrow().at("two.azurewebsites.net").isPresent());
    assertEquals(1, arm.asked("page=2"), "once, however often it is asked for");
  }

  @Test
  void a_list_that_does_not_end_is_not_taken_for_whole() {
    LookFixture arm =
        new LookFixture().answer(LIST, 200, page(app("one"), FakeArm.ENDPOINT + "/endless" + LIST));
    Look.Unreadable<?> look = unreadable(arm.sight().webApps());
    assertEquals("more than 20 pages", look.detail());
    assertEquals(WebLook.MAX_PAGES, arm.asked(LIST));
  }

  @Test
  void a_list_with_an_unreadable_page_is_unreadable() {
    LookFixture arm =
        new LookFixture()
            .answer("page=2", 403, "{\"error\":{\"code\":\"AuthorizationFailed\"}}")
            .answer(LIST, 200, page(app("one"), FakeArm.ENDPOINT + "/more?page=2"));
    assertEquals(Look.Why.FORBIDDEN, unreadable(arm.sight().webApps()).why());
  }

  @Test
  void a_next_page_elsewhere_is_not_followed() {
    LookFixture arm =
        new LookFixture().answer(LIST, 200, page(app("one"), "https://evil.example/more"));
    assertEquals(Look.Why.MALFORMED, unreadable(arm.sight().webApps()).why());
    assertEquals(0, arm.asked("evil.example"));
  }

  @Test
  void access_restrictions_are_read_from_the_apps_settings() {
    LookFixture arm =
        new LookFixture()
            .answer(
                "/sites/shop-app/config/web?api-version=2023-12-01",
                200,
                FakeArm.sample("webapps/config-web-vnet-subnet-rule.json").toString());
    var rules = arm.sight().accessRestrictions(APP).asFound().orElseThrow().rules();
    assertTrue(rules.get(0).subnetId().isPresent(), rules.toString());
  }

  @Test
  void host_names_are_read_from_the_bindings() {
    LookFixture arm =
        new LookFixture()
            .answer(
                "/sites/shop-app/hostNameBindings?api-version=2023-12-01",
                200,
                FakeArm.sample("webapps/host-name-bindings-list.json").toString());
    List<String> hosts = arm.sight().hostNameBindings(APP).asFound().orElseThrow().hosts();
    assertFalse(hosts.isEmpty());
    assertTrue(hosts.get(0).endsWith(".azurewebsites.net"), hosts.toString());
  }

  @Test
  void what_cannot_be_read_says_why() {
    LookFixture none = new LookFixture();
    assertEquals(Look.Why.NOT_FOUND, unreadable(none.sight().accessRestrictions(APP)).why());
    assertEquals(Look.Why.NOT_FOUND, unreadable(none.sight().hostNameBindings(APP)).why());
    LookFixture refused =
        new LookFixture().answer("/config/web", 403, "{\"Code\":\"Forbidden\",\"Message\":\"no\"}");
    Look.Unreadable<?> look = unreadable(refused.sight().accessRestrictions(APP));
    assertEquals(
        "access restrictions of app shop-app: not allowed to read (Forbidden: no)",
        look.sentence());
    LookFixture odd = new LookFixture().answer("/hostNameBindings", 200, "{\"value\":{}}");
    assertEquals(Look.Why.MALFORMED, unreadable(odd.sight().hostNameBindings(APP)).why());
    LookFixture silent = new LookFixture().silent(LIST.toLowerCase(Locale.ROOT)).silent(LIST);
    assertEquals(Look.Why.TIMED_OUT, unreadable(silent.sight().webApps()).why());
  }
}
