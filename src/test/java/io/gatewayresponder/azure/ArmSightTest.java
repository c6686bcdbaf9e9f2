package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.azure.FakeArm.Reply;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ArmSightTest {
  private static final String ROOT =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/edge"
          + "/providers/Microsoft.Network/";
  private static final ResourceId GATEWAY = ResourceId.of(ROOT + "applicationGateways/ag1");
  private static final ResourceId VNET = ResourceId.of(ROOT + "virtualNetworks/net");
  private static final ResourceId NSG = ResourceId.of(ROOT + "networkSecurityGroups/nsg");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T03:12:00Z"), ZoneOffset.UTC);

  private static final String DOCUMENT =
      "{\"id\":\"x\",\"properties\":{\"gatewayIPConfigurations\":[{\"properties\":{\"subnet\":"
          + "{\"id\":\""
          + VNET
          + "/subnets/gw\"}}}]}}";

  private final ExecutorService executor = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private Sight diagnosis(FakeArm arm) {
    return ArmSight.forDiagnosis(GATEWAY, arm.eyes(), executor, CLOCK);
  }

  private Sight lazy(FakeArm arm) {
    return ArmSight.lazily(GATEWAY, arm.eyes(), executor, CLOCK);
  }

  /** Answers every read well, back-end health by an address to ask at, as recorded. */
  private static Reply answer(String url, HttpMethod method) {
    JsonNode traffic = FakeArm.sample("traffic/gateway-health-stop-start.json");
    String lower = url.toLowerCase(Locale.ROOT);
    if (method == HttpMethod.POST) {
      return new Reply(
          202,
          "null",
          "Location",
          FakeArm.ENDPOINT + "/operationResults/1?api-version=2025-05-01&t=1&s=a%2Fb",
          "Retry-After",
          "0");
    }
    if (lower.contains("/operationresults/")) {
      return Reply.json(200, traffic.path(2).path("responseBody"));
    }
    if (lower.contains("/microsoft.insights/metrics")) {
      return Reply.json(200, gatewayMetrics(lower));
    }
    if (lower.contains("/diagnosticsettings") || lower.contains("/eventtypes/")) {
      return new Reply(200, "{\"value\":[]}");
    }
    return new Reply(200, lower.contains("applicationgateways") ? DOCUMENT : "{\"id\":\"y\"}");
  }

  private static JsonNode gatewayMetrics(String url) {
    ObjectNode document = FakeArm.sample("metrics/metrics-two-series-by-dimension.json").deepCopy();
    ObjectNode metric = (ObjectNode) document.path("value").path(0);
    boolean capacity = url.contains("capacityunits");
    ((ObjectNode) metric.path("name"))
        .put("value", capacity ? "CapacityUnits" : "UnhealthyHostCount");
    ((ObjectNode) metric.path("timeseries").path(0).path("data").path(1)).remove("average");
    return document;
  }

  private static FakeArm friendly() {
    return new FakeArm(request -> answer(request.getUrl().toString(), request.getHttpMethod()));
  }

  @Test
  void each_resource_is_read_once_however_many_ask() throws Exception {
    FakeArm arm = friendly();
    Sight sight = diagnosis(arm);
    ExecutorService askers = Executors.newFixedThreadPool(8);
    try {
      var asked =
          askers.invokeAll(
              List.of(
                  () -> sight.gateway(),
                  () -> sight.gateway(),
                  () -> sight.backendHealth(),
                  () -> sight.backendHealth(),
                  () -> sight.metrics(),
                  () -> sight.diagnosticSettings(),
                  () -> sight.recentChanges(NSG),
                  () -> sight.networkSecurityGroup(NSG),
                  () -> sight.virtualNetwork(VNET),
                  () ->
                      sight.virtualNetwork(
                          ResourceId.of(
                              VNET.key().replace("microsoft.network", "Microsoft.Network")))));
      for (var one : asked) {
        assertInstanceOf(Look.Found.class, one.get());
      }
    } finally {
      askers.shutdownNow();
    }
    // Gateway, health twice (asked, fetched), two questions for metrics, NSG, virtual network,
    // diagnostic settings, the group's changes.
    assertEquals(9, arm.calls().size(), arm.calls().toString());
    assertTrue(
        arm.calls().stream()
            .anyMatch(
                call -> call.endsWith("/operationResults/1?api-version=2025-05-01&t=1&s=a%2Fb")),
        "a signed address is followed as it came");
    assertTrue(
        arm.requests.stream()
            .allMatch(
                r ->
                    "gateway-responder"
                        .equals(
                            r.getHeaders()
                                .getValue(com.azure.core.http.HttpHeaderName.USER_AGENT))));
  }

  @Test
  void every_call_becomes_a_glance_in_the_order_of_asking() {
    Sight sight = lazy(friendly());
    sight.gateway();
    sight.virtualNetwork(VNET);
    sight.networkSecurityGroup(NSG);
    List<Glance> glances = sight.glances();
    assertEquals(3, glances.size());
    assertEquals("gateway ag1", glances.get(0).what());
    assertEquals("GET " + GATEWAY, glances.get(0).call());
    assertEquals("found", glances.get(0).outcome());
    assertEquals(CLOCK.instant(), glances.get(0).at());
    assertEquals(1, glances.stream().filter(g -> g.what().equals("virtual network net")).count());
  }

  @Test
  void before_a_write_nothing_is_read_that_was_not_asked_for() {
    FakeArm arm = friendly();
    Sight sight = lazy(arm);
    assertEquals(List.of(), arm.calls());
    sight.gateway();
    assertEquals(1, arm.calls().size(), arm.calls().toString());
  }

  @Test
  void a_point_without_a_value_stays_absent() {
    var metrics = diagnosis(friendly()).metrics().asFound().orElseThrow();
    var hosts =
        metrics.series().stream().filter(s -> s.metric().equals("UnhealthyHostCount")).toList();
    assertEquals(2, hosts.size());
    assertEquals(2, hosts.get(0).points().size());
    assertEquals(3, hosts.get(1).points().size());
    assertTrue(hosts.get(0).dimension().endsWith("MASTER"), hosts.get(0).dimension());
    assertTrue(metrics.series().stream().anyMatch(s -> s.metric().equals("CapacityUnits")));
  }

  @Test
  void metrics_without_capacity_are_metrics_all_the_same() {
    JsonNode unknown = FakeArm.sample("metrics/metrics-error-unknown-metric.json");
    FakeArm arm =
        new FakeArm(
            request ->
                request.getUrl().toString().contains("CapacityUnits")
                    ? Reply.json(400, unknown)
                    : answer(request.getUrl().toString(), request.getHttpMethod()));
    Sight sight = diagnosis(arm);
    assertEquals(2, sight.metrics().asFound().orElseThrow().series().size());
    assertTrue(
        sight.glances().stream()
            .anyMatch(g -> g.outcome().contains("Failed to find metric configuration")));
  }

  @Test
  void refused_metrics_say_why_in_the_services_words() {
    JsonNode forbidden = FakeArm.sample("errors/arm-front-door.json").path(1).path("responseBody");
    Look<?> look = diagnosis(FakeArm.inOrder(Reply.json(403, forbidden))).metrics();
    Look.Unreadable<?> unreadable = assertInstanceOf(Look.Unreadable.class, look);
    assertEquals(Look.Why.FORBIDDEN, unreadable.why());
    assertTrue(unreadable.detail().startsWith("AuthorizationFailed: "), unreadable.detail());
  }

  private Look.Unreadable<?> unreadable(Reply reply) {
    return assertInstanceOf(
        Look.Unreadable.class, lazy(FakeArm.inOrder(reply)).networkSecurityGroup(NSG));
  }

  @Test
  void a_refusal_says_why_in_the_services_words() {
    JsonNode errors = FakeArm.sample("errors/arm-front-door.json");
    for (JsonNode error : errors) {
      int status = error.path("status").asInt();
      Look.Unreadable<?> look =
          unreadable(Reply.json(status, error.path("responseBody"), "Retry-After", "3600"));
      Look.Why why =
          switch (status) {
            case 401, 403 -> Look.Why.FORBIDDEN;
            case 404 -> Look.Why.NOT_FOUND;
            case 409 -> Look.Why.REFUSED;
            default -> Look.Why.UNREACHABLE;
          };
      assertEquals(why, look.why());
      String code = error.path("responseBody").path("error").path("code").asText();
      assertTrue(look.detail().startsWith(code + ": "), look.detail());
    }
  }

  @Test
  void what_is_not_json_is_malformed() {
    assertEquals(Look.Why.MALFORMED, unreadable(new Reply(200, "<html>")).why());
    assertEquals(Look.Why.MALFORMED, unreadable(new Reply(200, "[]")).why());
    assertEquals(Look.Why.MALFORMED, unreadable(new Reply(200, "")).why());
    assertEquals(Look.Why.MALFORMED, unreadable(new Reply(302, "", "Location", "https://x")).why());
    assertEquals(Look.Why.FORBIDDEN, unreadable(new Reply(403, "<html>")).why());
  }

  @Test
  void an_address_elsewhere_is_not_followed() {
    FakeArm arm =
        FakeArm.inOrder(new Reply(202, "null", "Location", "https://evil.example/x?api-version=1"));
    Look<?> look = BackendHealthCall.read(arm.reader(), GATEWAY);
    assertEquals(Look.Why.MALFORMED, ((Look.Unreadable<?>) look).why());
    assertEquals(1, arm.calls().size());
  }

  @Test
  void a_read_is_tried_again_when_arm_asks_for_it() {
    FakeArm arm =
        FakeArm.inOrder(
            new Reply(429, "{}", "Retry-After", "0"),
            new Reply(503, "{}", "Retry-After", "0"),
            new Reply(200, "{\"id\":\"x\"}"));
    Look<JsonNode> look =
        ArmCalls.look("nsg", arm.reader().get(arm.reader().address(NSG, "", "1")));
    assertInstanceOf(Look.Found.class, look);
    assertEquals(3, arm.calls().size());
  }

  @Test
  void a_read_is_not_tried_again_when_that_would_take_too_long() {
    FakeArm arm = FakeArm.inOrder(new Reply(429, "{}", "Retry-After", "60"));
    arm.reader().get(arm.reader().address(NSG, "", "1"));
    assertEquals(1, arm.calls().size());
  }
}
