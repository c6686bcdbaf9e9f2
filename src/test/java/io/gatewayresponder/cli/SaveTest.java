package io.gatewayresponder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.AccessLogs;
import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.OnDemandProbe;
import io.gatewayresponder.evidence.RecentChanges;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What --save writes is walked like what was saved. */
class SaveTest {
  @TempDir private Path parent = Path.of("set by JUnit");

  private JsonNode saved(FakeSight sight, Path folder) throws Exception {
    Run run = Run.of(Run.on(sight), "--gateway", Run.shop(), "--save", folder.toString(), "--json");
    assertEquals("", run.err());
    return Json.MAPPER.readTree(run.out());
  }

  private static JsonNode walked(Path folder) throws Exception {
    return Json.MAPPER.readTree(Run.offline("--snapshot", folder.toString(), "--json").out());
  }

  private void assertSame(FakeSight sight) throws Exception {
    Path folder = parent.resolve("kept");
    JsonNode first = saved(sight, folder);
    JsonNode again = walked(folder);
    for (String field :
        List.of(
            "transcript",
            "walks",
            "beside",
            "causes",
            "noticed",
            "decided",
            "options",
            "couldNotCheck",
            "fingerprint",
            "headline",
            "exitCode")) {
      assertEquals(first.path(field), again.path(field), field);
    }
  }

  @Test
  void a_saved_cause_is_found_again() throws Exception {
    assertSame(Run.denied().sight());
  }

  @Test
  void what_could_not_be_read_is_saved_as_that() throws Exception {
    assertSame(
        Run.denied()
            .sight()
            .unreadable(Shop.WEB_NSG, Look.Why.FORBIDDEN, "AuthorizationFailed: no")
            .healthUnreadable(Look.Why.TIMED_OUT, "no result within 90 s"));
  }

  @Test
  void looks_of_every_kind_come_back_as_they_were() throws Exception {
    ResourceId workspace =
        ResourceId.of(Shop.GROUP + "/providers/Microsoft.OperationalInsights/workspaces/logs");
    GatewayMetrics metrics =
        new GatewayMetrics(
            List.of(
                new GatewayMetrics.Series(
                    "FailedRequests",
                    "web~web-http",
                    "Count",
                    List.of(
                        new GatewayMetrics.Point(Instant.parse("2026-11-23T02:58:00Z"), 1.5)))));
    AccessLogs logs =
        new AccessLogs(
            List.of(
                new AccessLogs.Group(
                    "AGWAccessLogs", 502, "", "ERRORINFO_X", "10.0.1.4:8080", "web", "s", 2, 9)));
    Handshake handshake = new Handshake(Shop.json("{'server':'10.0.1.4','port':443}"));
    FakeSight sight =
        Run.denied()
            .sight()
            .metrics(metrics)
            .accessLogs(workspace, logs)
            .handshake("10.0.1.4", 443, "", handshake)
            .probeNow(trial("/Health"), answer("Healthy"))
            .probeNow(trial("/health"), answer("Unhealthy"));
    SavingSight saving = new SavingSight(sight);
    saving.gateway();
    saving.metrics();
    saving.accessLogs(workspace);
    saving.handshake("10.0.1.4", 443, "");
    saving.connectivity("10.0.1.4", 443);
    saving.probeNow(trial("/Health"));
    saving.probeNow(trial("/health"));
    SnapshotFolder.write(parent, Shop.GATEWAY, Instant.EPOCH, saving.looks());
    SnapshotSight again = new SnapshotSight(Shop.GATEWAY, SnapshotFolder.read(parent));
    assertEquals(sight.gateway().map(Gateway::document), again.gateway().map(Gateway::document));
    assertEquals(Look.found(metrics), again.metrics());
    assertEquals(Look.found(logs), again.accessLogs(workspace));
    assertEquals(Look.found(handshake), again.handshake("10.0.1.4", 443, ""));
    assertEquals(sight.connectivity("10.0.1.4", 443), again.connectivity("10.0.1.4", 443));
    for (String path : List.of("/Health", "/health", "/never-tried")) {
      assertEquals(
          sight.probeNow(trial(path)).map(BackendHealth::document).asFound(),
          again.probeNow(trial(path)).map(BackendHealth::document).asFound(),
          path);
    }
  }

  private static OnDemandProbe trial(String path) {
    return new OnDemandProbe("web", "web-http", "Http", "", path, 30, List.of("200-399"), "");
  }

  private static BackendHealth answer(String health) {
    return new BackendHealth(
        Shop.json(
            """
            {'backendAddressPool': {'id': 'web'},
             'backendHealthHttpSettings': {'servers': [{'address': 'a', 'health': '%s'}]}}
            """
                .formatted(health)));
  }

  @Test
  void secrets_and_people_who_called_stay_out_of_files() throws Exception {
    SavingSight saving =
        new SavingSight(
            new FakeSight(Shop.GATEWAY)
                .recentChanges(
                    Shop.GATEWAY,
                    new RecentChanges(
                        Shop.json(
                            """
                            {'value':[{'caller':'olga','claims':{'name':'Hidden'},
                              'httpRequest':{'clientIpAddress':'192.0.2.7'},'claimsNot':'kept'}]}
                            """))));
    saving.recentChanges(Shop.GATEWAY);
    SnapshotFolder.write(parent, Shop.GATEWAY, Instant.EPOCH, saving.looks());
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(parent)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    String text = all.toString();
    assertTrue(text.contains("olga") && text.contains("kept"), text);
    assertFalse(text.contains("Hidden") || text.contains("192.0.2.7"), text);
  }

  @Test
  void files_are_numbered_in_the_order_of_asking_and_named_by_what_they_hold() throws Exception {
    Path folder = parent.resolve("kept");
    saved(Run.denied().sight(), folder);
    assertTrue(Files.exists(folder.resolve("001-gateway-shop-gateway.json")), folder.toString());
    JsonNode about = Json.MAPPER.readTree(folder.resolve("snapshot.json").toFile());
    assertEquals(Run.shop(), about.path("gateway").asText());
  }
}
