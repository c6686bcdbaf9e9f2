package io.gatewayresponder.resolution;

import static io.gatewayresponder.resolution.ProbeShop.cause;
import static io.gatewayresponder.resolution.ProbeShop.find;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.OnDemandProbe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectProbePathPlanTest {
  private static final String ID = "CorrectProbePath:shop-probe";

  private static Option option(ProbeShop shop, String row) {
    return find(shop.plan(cause(row)), "CorrectProbePath");
  }

  @Test
  void the_path_that_answers_is_taken_and_nothing_else_differs() {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/gone").page("/healthz", 200);
    Option option = option(shop, "2c.1");
    assertEquals(ID, option.id());
    assertTrue(option.recommended());
    assertEquals(Option.Risk.LOW, option.risk());
    assertEquals(List.of("probes[shop-probe].path: /gone -> /healthz"), shop.differences(option));
    assertEquals("/healthz", option.parameters().get(0).value());
    assertEquals(
        "every server answered 200 when the gateway tried it", option.parameters().get(0).reason());
    assertEquals(
        "The probe shop-probe asks 10.0.2.4, 10.0.2.5 for /gone of shop.example, and meets: Status"
            + " code of the backend's HTTP response did not match the probe setting."
            + " Expected:{[200-399]} Received:{404}.",
        option.why());
    shop.assertHeals(option, cause("2c.1"));
  }

  @Test
  void a_slip_of_the_keyboard_is_tried_first() {
    ProbeShop shop =
        new ProbeShop().probed("shop-probe", "/statsu").page("/health", 200).page("/status", 200);
    assertEquals("/status", option(shop, "2c.1").parameters().get(0).value());
    assertEquals(List.of("/status"), shop.tried().stream().map(OnDemandProbe::path).toList());
  }

  @Test
  void another_host_may_be_what_is_wrong() {
    ProbeShop shop =
        new ProbeShop()
            .probed("shop-probe", "/health")
            .listeningFor("www.example")
            .pageOf("www.example", "/health", 200);
    Option option = option(shop, "2c.1");
    assertEquals(Map.of("path", "/health", "host", "www.example"), Answers.of(option).to(ID));
    assertEquals(
        List.of("probes[shop-probe].host: shop.example -> www.example"), shop.differences(option));
    shop.assertHeals(option, cause("2c.1"));
  }

  @Test
  void the_settings_host_is_picked_rather_than_written() {
    ProbeShop shop =
        new ProbeShop()
            .probed("shop-probe", "/health")
            .setting("hostName", Json.of("'web.example'"))
            .pageOf("web.example", "/health", 200);
    Option option = option(shop, "2c.1");
    assertEquals(
        List.of(
            "probes[shop-probe].host: shop.example -> null",
            "probes[shop-probe].pickHostNameFromBackendHttpSettings: false -> true"),
        shop.differences(option));
    shop.assertHeals(option, cause("2c.1"));
  }

  @Test
  void others_that_share_the_probe_keep_it() {
    ProbeShop shop =
        new ProbeShop()
            .probed("shop-probe", "/page")
            .neighbour("shop-probe")
            .pageOf("10.0.2.9", "/page", 200)
            .page("/health", 200);
    Option option = option(shop, "2c.1");
    String probe = "probes[plain-probe].";
    assertEquals(
        List.of(
            "backendHttpSettingsCollection[plain].probe.id: …/shop-probe -> …/plain-probe",
            probe + "protocol: null -> Http",
            probe + "host: null -> shop.example",
            probe + "path: null -> /health",
            probe + "interval: null -> 30",
            probe + "timeout: null -> 30",
            probe + "unhealthyThreshold: null -> 3",
            probe + "pickHostNameFromBackendHttpSettings: null -> false",
            probe + "minServers: null -> 0",
            probe + "fieldOfNextYear: null -> 1.5"),
        shop.differences(option));
    assertTrue(
        option
            .sideEffects()
            .contains(
                "Setting plain gets a probe of its own; shop-probe stays as it is for other."));
    shop.assertHeals(option, cause("2c.1"));
  }

  @Test
  void a_probe_that_fails_for_all_who_share_it_is_corrected_for_all() {
    ProbeShop shop =
        new ProbeShop().probed("shop-probe", "/gone").neighbour("shop-probe").page("/status", 200);
    List<Option> options = shop.plan(cause("2c.1"), cause("2c.1", "other", "other"));
    Option option = find(options, "CorrectProbePath");
    assertEquals(List.of("probes[shop-probe].path: /gone -> /status"), shop.differences(option));
    assertEquals(2, option.cures().size());
    assertTrue(option.sideEffects().toString().contains("plain, other alike"));
    shop.assertHeals(option, cause("2c.1"), cause("2c.1", "other", "other"));
  }

  @Test
  void what_would_hurt_another_pool_is_not_taken() {
    ProbeShop shop =
        new ProbeShop()
            .probed("shop-probe", "/page")
            .secondPool("10.0.2.8")
            .page("/health", 200)
            .pageOf("10.0.2.8", "/page", 200)
            .pageOf("10.0.2.8", "/health", 500)
            .page("/status", 200);
    Option option = option(shop, "2c.1");
    assertEquals("/status", option.parameters().get(0).value());
    shop.assertHeals(option, cause("2c.1"));
  }

  @Test
  void one_odd_server_may_be_what_is_wrong() {
    ProbeShop shop =
        new ProbeShop()
            .probed("shop-probe", "/page")
            .pageOf("10.0.2.4", "/page", 200)
            .page("/health", 200);
    Option option = option(shop, "2c.1");
    assertEquals(Option.Risk.MEDIUM, option.risk());
    assertTrue(option.guidance().get(0).contains("succeeds at 10.0.2.4"), option.toString());
    shop.assertHeals(option, cause("2c.1"));
  }

  @Test
  void where_nothing_answers_a_person_names_the_path() {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/gone").page("/alive", 204);
    Option asking = option(shop, "2c.1");
    assertTrue(asking.asks());
    assertFalse(asking.recommended());
    assertEquals(
        "/health, /healthz, /api/health, /status, / did not answer as wanted when the gateway"
            + " tried",
        asking.parameters().get(0).reason());
    assertEquals(List.of(), asking.changes());
    Answers answers = Answers.to(ID, Map.of("path", "/alive"));
    Option option = find(shop.plan(shop.sight(), answers, cause("2c.1")), "CorrectProbePath");
    assertEquals(List.of("probes[shop-probe].path: /gone -> /alive"), shop.differences(option));
    shop.assertHeals(option, cause("2c.1"));
  }

  @Test
  void where_nothing_can_be_tried_nothing_is_guessed() {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/gone").page("/health", 200);
    FakeSight forbidden =
        shop.blindSight().trying(probe -> new Look.Unreadable<>(Look.Why.FORBIDDEN, "trial", "no"));
    Option option = find(shop.plan(forbidden, Answers.none(), cause("2c.1")), "CorrectProbePath");
    assertTrue(option.asks());
    assertEquals(
        "nothing (more) could be tried: trial: not allowed to read (no)",
        option.parameters().get(0).reason());
  }

  @Test
  void a_port_of_the_probes_own_cannot_be_tried() {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/gone").page("/health", 200);
    shop.newestProbe().put("port", 9000);
    assertTrue(option(shop, "2c.1").asks());
    assertEquals(List.of(), shop.tried());
  }

  @Test
  void trials_are_few() {
    ProbeShop shop =
        new ProbeShop()
            .probed("shop-probe", "/gone")
            .secondPool("10.0.2.8")
            .listeningFor("www.example");
    for (int i = 0; i < 20; i++) {
      shop.probe("spare-" + i, "/spare-" + i, "shop.example");
    }
    for (String path : List.of("/spare-0", "/spare-1", "/spare-2", "/spare-3")) {
      shop.page(path, 200).pageOf("10.0.2.8", path, 500);
    }
    new CorrectProbePath()
        .options(
            List.of(cause("2c.1"), cause("2c.1", "second", "plain")), shop.sight(), Answers.none());
    assertEquals(ProbeTrials.MOST, shop.tried().size());
  }

  @Test
  void a_text_that_no_page_has_is_given_up_with_a_warning() {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/gone").page("/health", 200);
    shop.newestProbe()
        .putObject("match")
        .put("body", "all well")
        .putArray("statusCodes")
        .add("200");
    Option option = option(shop, "2c.1");
    assertEquals(
        List.of(
            "probes[shop-probe].path: /gone -> /health",
            "probes[shop-probe].match.body: all well -> null"),
        shop.differences(option));
    assertEquals(Option.Risk.MEDIUM, option.risk());
    assertTrue(option.sideEffects().contains(ProbeWords.ANY_TEXT_COUNTS));
    shop.assertHeals(option, cause("2c.1"));
    Option keeping =
        find(
            shop.plan(
                shop.sight(),
                Answers.to(ID, Map.of("path", "/health", "text", "look for the text as before")),
                cause("2c.1")),
            "CorrectProbePath");
    assertEquals(List.of("probes[shop-probe].path: /gone -> /health"), shop.differences(keeping));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"health", "/a b", "/a\"b", "/a\\b", "/<script>", "/a\nb", "//../../x{y}", "/é"})
  void a_path_that_is_none_is_refused_and_reaches_no_change(String hostile) {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/gone");
    Option option =
        find(
            shop.plan(shop.sight(), Answers.to(ID, Map.of("path", hostile)), cause("2c.1")),
            "CorrectProbePath");
    assertTrue(option.parameters().get(0).complaint(hostile).isPresent());
    assertTrue(option.asks());
  }

  @Test
  void a_host_that_nobody_named_is_refused() {
    ProbeShop shop =
        new ProbeShop().probed("shop-probe", "/gone").listeningFor("www.example").page("/x", 200);
    Answers answers = Answers.to(ID, Map.of("path", "/x", "host", "evil.example"));
    Option option = find(shop.plan(shop.sight(), answers, cause("2c.1")), "CorrectProbePath");
    assertEquals(List.of("probes[shop-probe].path: /gone -> /x"), shop.differences(option));
  }

  @Test
  void the_path_that_is_asked_already_is_no_option() {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/gone");
    Answers answers = Answers.to(ID, Map.of("path", "/gone"));
    assertEquals(List.of(), shop.plan(shop.sight(), answers, cause("2c.1")));
  }

  @Test
  void a_fault_that_is_gone_has_no_option() {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/health").page("/health", 200);
    assertEquals(List.of(), shop.plan(cause("2c.1")));
  }
}
