package io.gatewayresponder.resolution;

import static io.gatewayresponder.resolution.ProbeShop.cause;
import static io.gatewayresponder.resolution.ProbeShop.find;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptStatusPlanTest {
  private static final String ID = "AcceptStatus:shop-probe";

  private static ProbeShop shop(int status, String... codes) {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/page").page("/page", status);
    if (codes.length > 0) {
      var match = shop.newestProbe().putObject("match").putArray("statusCodes");
      List.of(codes).forEach(match::add);
    }
    return shop;
  }

  @Test
  void a_redirect_is_accepted_beside_what_is_accepted_already() {
    ProbeShop shop = shop(302, "200-299", "304");
    Option option = shop.plan(cause("2c.2")).get(0);
    assertEquals(ID, option.id());
    assertTrue(option.recommended());
    assertEquals(Option.Risk.LOW, option.risk());
    assertEquals(
        List.of("probes[shop-probe].match.statusCodes: 200-299, 304 -> 200-299, 304, 302"),
        shop.differences(option));
    assertEquals(GatewayEdit.SIDE_EFFECTS, option.sideEffects());
    shop.assertHeals(option, cause("2c.2"));
  }

  @Test
  void a_demand_to_sign_in_is_accepted_where_no_page_does_without() {
    ProbeShop shop = shop(401);
    Option option = shop.plan(cause("2c.x1")).get(0);
    assertEquals(ID, option.id());
    assertTrue(option.recommended());
    assertEquals(
        List.of("probes[shop-probe].match.statusCodes: null -> 200-399, 401"),
        shop.differences(option));
    assertTrue(
        option
            .sideEffects()
            .contains("A server that refuses everybody counts as healthy from then on."));
    shop.assertHeals(option, cause("2c.x1"));
  }

  @Test
  void a_page_without_signing_in_is_better() {
    ProbeShop shop = shop(401).page("/health", 200);
    List<Option> options = shop.plan(cause("2c.x1"));
    assertEquals("CorrectProbePath:shop-probe", options.get(0).id());
    assertFalse(find(options, "AcceptStatus").recommended());
    shop.assertHeals(find(options, "AcceptStatus"), cause("2c.x1"));
  }

  @Test
  void that_a_server_which_forbids_is_alive_a_person_has_to_say() {
    ProbeShop shop = shop(403);
    List<Option> options = shop.plan(cause("2c.x1"));
    assertTrue(options.stream().noneMatch(Option::recommended));
    shop.assertHeals(find(options, "AcceptStatus"), cause("2c.x1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 429, 500, 503})
  void an_answer_that_does_not_mean_alive_is_never_offered(int status) {
    assertTrue(
        shop(status).plan(cause("2c.x1")).stream()
            .noneMatch(option -> option.resolution().equals("AcceptStatus")));
  }

  @Test
  void one_server_that_misses_the_page_spoils_it() {
    ProbeShop shop = shop(401).pageOf("10.0.2.5", "/page", 404);
    assertTrue(
        shop.plan(cause("2c.x1")).stream()
            .noneMatch(option -> option.resolution().equals("AcceptStatus")));
  }

  @Test
  void the_default_probe_is_made_custom_for_it() {
    ProbeShop shop = new ProbeShop().page("/", 401);
    Option option = find(shop.plan(cause("2b.1")), "AcceptStatus");
    assertEquals("AcceptStatus:plain", option.id());
    assertEquals(
        Json.of(
            """
            {'protocol': 'Http', 'path': '/', 'interval': 30, 'timeout': 30,
             'unhealthyThreshold': 3, 'pickHostNameFromBackendHttpSettings': false,
             'host': '127.0.0.1', 'minServers': 0, 'match': {'statusCodes': ['200-399', '401']}}
            """),
        shop.applied(option).at("/properties/probes/0/properties"));
    shop.assertHeals(option, cause("2b.1"));
  }

  @Test
  void a_person_may_widen_it_and_hears_what_that_means() {
    ProbeShop shop = shop(401);
    Option option =
        find(
            shop.plan(
                shop.sight(),
                Answers.to(ID, Map.of("statusCodes", "400-499, 503")),
                cause("2c.x1")),
            "AcceptStatus");
    assertTrue(option.sideEffects().toString().contains("missing or broken counts as healthy"));
  }

  @ParameterizedTest
  @CsvSource({"abc", "99", "200-", "'401,401'", "'1,2,3,4,5,6'", "{}"})
  void codes_that_are_none_are_refused(String hostile) {
    ProbeShop shop = shop(401);
    Option guessed = find(shop.plan(cause("2c.x1")), "AcceptStatus");
    Option option =
        find(
            shop.plan(shop.sight(), Answers.to(ID, Map.of("statusCodes", hostile)), cause("2c.x1")),
            "AcceptStatus");
    assertEquals(guessed.changes(), option.changes());
    assertTrue(option.parameters().get(0).complaint(hostile).isPresent());
  }

  @Test
  void codes_that_do_not_clear_the_fault_make_no_plan() {
    ProbeShop shop = shop(401);
    assertTrue(
        shop
            .plan(shop.sight(), Answers.to(ID, Map.of("statusCodes", "403")), cause("2c.x1"))
            .stream()
            .noneMatch(option -> option.resolution().equals("AcceptStatus")));
  }
}
