package io.gatewayresponder.azure;

import static io.gatewayresponder.azure.LookFixture.unreadable;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.core.http.HttpRequest;
import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.OnDemandProbe;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OnDemandProbeCallTest {
  private static final String CALL = "ag1/getBackendHealthOnDemand";
  private static final OnDemandProbe PROBE =
      new OnDemandProbe(
          "web", "plain", "Http", "shop.example", "/Health", 20, List.of("200-299", "401"), "ok");

  private static LookFixture answering(int status, String body, String... headers) {
    return new LookFixture().answer(CALL, status, body, headers);
  }

  @Test
  void the_question_is_spelled_out_and_the_answer_followed() {
    LookFixture arm =
        answering(
                202,
                "null",
                "Location",
                FakeArm.ENDPOINT + "/operationResults/1?api-version=2025-05-01",
                "Retry-After",
                "0")
            .answer(
                "operationResults",
                200,
                "{\"backendAddressPool\":{\"id\":\"x/backendAddressPools/web\"},"
                    + "\"backendHealthHttpSettings\":{\"servers\":[{\"address\":\"10.0.1.4\","
                    + "\"health\":\"Healthy\"}]}}");
    BackendHealth answer = arm.sight().probeNow(PROBE).asFound().orElseThrow();
    assertEquals("10.0.1.4", answer.servers().get(0).address());
    HttpRequest asked = arm.arm.requests.get(arm.arm.requests.size() - 2);
    assertEquals(
        ("{'protocol':'Http','host':'shop.example','path':'/Health','timeout':20,"
                + "'pickHostNameFromBackendHttpSettings':false,"
                + "'match':{'statusCodes':['200-299','401'],'body':'ok'},"
                + "'backendAddressPool':{'id':'%s/backendAddressPools/web'},"
                + "'backendHttpSettings':{'id':'%s/backendHttpSettingsCollection/plain'}}")
            .formatted(LookFixture.GATEWAY, LookFixture.GATEWAY)
            .replace('\'', '"'),
        asked.getBodyAsBinaryData().toString());
  }

  @Test
  void without_a_host_the_settings_is_asked_for() {
    LookFixture arm = answering(200, "{}");
    arm.sight().probeNow(new OnDemandProbe("web", "plain", "Https", "", "/", 1, List.of(), ""));
    String asked =
        arm.arm.requests.get(arm.arm.requests.size() - 1).getBodyAsBinaryData().toString();
    assertEquals(
        "{\"protocol\":\"Https\",\"path\":\"/\",\"timeout\":1,"
            + "\"pickHostNameFromBackendHttpSettings\":true,\"match\":{},",
        asked.substring(0, asked.indexOf("\"backendAddressPool\"")));
  }

  @Test
  void the_same_is_asked_once_and_paths_have_a_case() {
    LookFixture arm = answering(200, "{}");
    arm.sight().probeNow(PROBE);
    arm.sight().probeNow(PROBE);
    assertEquals(1, arm.asked(CALL));
    arm.sight()
        .probeNow(
            new OnDemandProbe(
                "web", "plain", "Http", "shop.example", "/health", 20, PROBE.statusCodes(), "ok"));
    assertEquals(2, arm.asked(CALL));
  }

  @Test
  void what_cannot_be_tried_says_why() {
    LookFixture refused =
        answering(403, "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}");
    assertEquals(
        "trial of a probe of /Health of shop.example at pool web by ag1: not allowed to read"
            + " (AuthorizationFailed: no)",
        unreadable(refused.sight().probeNow(PROBE)).sentence());
    LookFixture late =
        answering(202, "null", "Location", FakeArm.ENDPOINT + "/x", "Retry-After", "51");
    assertEquals("no result within 50 s", unreadable(late.sight().probeNow(PROBE)).detail());
  }
}
