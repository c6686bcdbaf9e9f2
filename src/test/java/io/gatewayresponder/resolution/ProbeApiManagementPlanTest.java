package io.gatewayresponder.resolution;

import static io.gatewayresponder.resolution.ProbeShop.cause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeApiManagementPlanTest {
  private static final String HOST = "shop.azure-api.net";
  private static final String STATUS = "/status-0123456789abcdef";

  private static ProbeShop shop() {
    return new ProbeShop().setting("hostName", Json.of("'" + HOST + "'"));
  }

  @Test
  void the_default_probe_is_made_custom_for_the_status_path_and_the_settings_host() {
    ProbeShop shop = shop().pageOf(HOST, STATUS, 200);
    Option option = shop.plan(cause("2b.x1")).get(0);
    assertEquals("ProbeApiManagement:plain", option.id());
    assertTrue(option.recommended());
    assertEquals(
        Json.of(
            """
            {'protocol': 'Http', 'path': '/status-0123456789abcdef', 'interval': 30, 'timeout': 30,
             'unhealthyThreshold': 3, 'pickHostNameFromBackendHttpSettings': true,
             'minServers': 0, 'match': {'statusCodes': ['200']}}
            """),
        shop.applied(option).at("/properties/probes/0/properties"));
    shop.assertHeals(option, cause("2b.x1"));
  }

  @Test
  void a_custom_probe_gets_path_and_host_and_takes_200() {
    ProbeShop shop = shop().probed("api-probe", "/health").pageOf(HOST, STATUS, 200);
    shop.newestProbe().putObject("match").put("body", "fine").putArray("statusCodes").add("204");
    Option option = shop.plan(cause("2c.x11")).get(0);
    assertEquals(
        List.of(
            "probes[api-probe].host: shop.example -> null",
            "probes[api-probe].path: /health -> " + STATUS,
            "probes[api-probe].pickHostNameFromBackendHttpSettings: false -> true",
            "probes[api-probe].match.body: fine -> null",
            "probes[api-probe].match.statusCodes: 204 -> 204, 200"),
        shop.differences(option));
    shop.assertHeals(option, cause("2c.x11"));
  }

  @Test
  void a_probe_that_was_made_for_it_is_attached_rather() {
    ProbeShop shop = shop().pageOf(HOST, STATUS, 200);
    shop.probe("api-probe", STATUS, HOST).probe("other", "/other", HOST);
    List<Option> options = shop.plan(cause("2b.x1"));
    assertEquals("AttachProbe:plain", options.get(0).id());
    assertEquals(List.of("api-probe"), options.get(0).parameters().get(0).choices());
    shop.assertHeals(options.get(0), cause("2b.x1"));
  }

  @Test
  void what_does_not_answer_there_is_not_recommended() {
    Option option = shop().plan(cause("2b.x1")).get(0);
    assertFalse(option.recommended());
    assertTrue(option.guidance().get(0).contains("Received:{404}"));
  }

  @Test
  void a_probe_that_is_right_already_is_not_written() {
    ProbeShop shop = shop().probed("api-probe", STATUS);
    shop.newestProbe().put("pickHostNameFromBackendHttpSettings", true).remove("host");
    assertEquals(List.of(), shop.plan(cause("2c.x11")));
  }
}
