package io.gatewayresponder.resolution;

import static io.gatewayresponder.resolution.ProbeShop.cause;
import static io.gatewayresponder.resolution.ProbeShop.find;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateProbePlanTest {
  private static final String ID = "CreateProbe:plain";

  private static Option option(ProbeShop shop, Answers answers) {
    return find(shop.plan(shop.sight(), answers, cause("2b.1")), "CreateProbe");
  }

  /** The default probe has an address as its host; what clients ask for is what the app knows. */
  @ParameterizedTest
  @ValueSource(strings = {"Standard_v2", "WAF"})
  void the_setting_gets_a_probe_that_is_spelled_as_azure_shows_it(String tier) {
    ProbeShop shop =
        new ProbeShop()
            .tier(tier)
            .listeningFor("shop.example")
            .pageOf("shop.example", "/health", 200);
    Option option = option(shop, Answers.none());
    assertEquals(ID, option.id());
    assertTrue(option.recommended());
    JsonNode after = shop.applied(option);
    assertEquals(
        Json.of(
            """
            {'protocol': 'Http', 'path': '/health', 'interval': 30, 'timeout': 30,
             'unhealthyThreshold': 3, 'pickHostNameFromBackendHttpSettings': false,
             'host': 'shop.example', 'minServers': 0, 'match': {'statusCodes': ['200-399']}}
            """),
        after.at("/properties/probes/0/properties"));
    assertEquals(
        Examples.GATEWAY + "/probes/plain-probe",
        after.at("/properties/backendHttpSettingsCollection/0/properties/probe/id").asText());
    assertEquals(
        Map.of(
            "path",
            "/health",
            "host",
            "shop.example",
            "statusCodes",
            "200-399",
            "timeoutSeconds",
            "30"),
        Answers.of(option).to(ID));
    shop.assertHeals(option, cause("2b.1"));
  }

  @Test
  void the_root_page_may_be_right_for_another_host() {
    ProbeShop shop = new ProbeShop().listeningFor("shop.example").pageOf("shop.example", "/", 200);
    Option option = option(shop, Answers.none());
    assertEquals("/", option.parameters().get(0).value());
    shop.assertHeals(option, cause("2b.1"));
  }

  @Test
  void a_setting_with_a_host_lends_it_to_its_probe() {
    ProbeShop shop =
        new ProbeShop()
            .setting("hostName", Json.of("'web.example'"))
            .pageOf("web.example", "/status", 200);
    Option option = option(shop, Answers.none());
    JsonNode probe = shop.applied(option).at("/properties/probes/0/properties");
    assertTrue(probe.path("pickHostNameFromBackendHttpSettings").asBoolean());
    assertTrue(probe.path("host").isMissingNode());
    shop.assertHeals(option, cause("2b.1"));
  }

  @Test
  void the_protocol_is_the_settings() {
    ProbeShop shop = new ProbeShop().setting("protocol", Json.of("'Https'")).page("/health", 200);
    assertEquals(
        "Https",
        shop.applied(option(shop, Answers.none()))
            .at("/properties/probes/0/properties/protocol")
            .asText());
    assertEquals("Https", shop.tried().get(0).protocol());
  }

  @Test
  void a_person_may_set_path_codes_and_time_out() {
    ProbeShop shop = new ProbeShop().page("/alive", 418, 40, "");
    Option asking = option(shop, Answers.none());
    assertTrue(asking.asks());
    Option option =
        option(
            shop,
            Answers.to(
                ID,
                Map.of("path", "/alive", "statusCodes", "200-299,418", "timeoutSeconds", "45")));
    JsonNode probe = shop.applied(option).at("/properties/probes/0/properties");
    assertEquals(Json.of("['200-299', '418']"), probe.at("/match/statusCodes"));
    assertEquals(45, probe.path("timeout").asInt());
    assertEquals(50, probe.path("interval").asInt(), "a time-out fits into the interval");
    shop.assertHeals(option, cause("2b.1"));
  }

  @ParameterizedTest
  @CsvSource({
    "statusCodes, 200-399-500",
    "statusCodes, 600",
    "statusCodes, 399-200",
    "statusCodes, <b>",
    "timeoutSeconds, 0",
    "timeoutSeconds, 86401",
    "timeoutSeconds, 1e3",
    "path, javascript:x"
  })
  void values_that_azure_would_not_take_are_refused(String name, String hostile) {
    ProbeShop shop = new ProbeShop().page("/health", 200);
    Option guessed = option(shop, Answers.none());
    Option option = option(shop, Answers.to(ID, Map.of(name, hostile)));
    assertEquals(guessed.changes(), option.changes());
    assertTrue(
        option.parameters().stream()
            .filter(parameter -> parameter.name().equals(name))
            .allMatch(parameter -> parameter.complaint(hostile).isPresent()));
  }

  @Test
  void a_name_that_is_taken_gets_a_number() {
    ProbeShop shop =
        new ProbeShop().probe("plain-probe", "/elsewhere", "else.example").page("/health", 200);
    Option option = find(shop.plan(cause("2b.1")), "CreateProbe");
    assertEquals("plain-probe-2", shop.applied(option).at("/properties/probes/1/name").asText());
    shop.assertHeals(option, cause("2b.1"));
  }

  @Test
  void a_custom_probe_is_corrected_and_not_replaced() {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/gone").page("/health", 200);
    assertEquals(
        List.of("CorrectProbePath:shop-probe"),
        shop.plan(cause("2c.1")).stream().map(Option::id).toList());
  }
}
