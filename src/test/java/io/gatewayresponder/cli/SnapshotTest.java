package io.gatewayresponder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.AccessLogs;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Samples;
import io.gatewayresponder.evidence.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of documents as Azure, its command line and people make them. */
class SnapshotTest {
  @TempDir private Path folder = Path.of("set by JUnit");

  private final Shop shop = Run.denied();

  private void save(String name, JsonNode document) throws IOException {
    save(name, document.toString());
  }

  private void save(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Run run(String... more) {
    String[] arguments = new String[2 + more.length];
    arguments[0] = "--snapshot";
    arguments[1] = folder.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Run.offline(arguments);
  }

  private SnapshotSight sight() {
    return new SnapshotSight(Shop.GATEWAY, SnapshotFolder.read(folder));
  }

  private void saveShop() throws IOException {
    for (JsonNode document : shop.documents()) {
      save(document.path("name").asText() + ".json", document);
    }
    save("health.json", shop.health());
  }

  @Test
  void plain_documents_of_azure_are_walked() throws Exception {
    saveShop();
    Run run = run();
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.words().contains("Rule deny-8080 (number 200, inbound) of web-nsg"), run.out());
  }

  @Test
  void documents_of_the_azure_command_line_are_walked_alike() throws Exception {
    for (JsonNode document : shop.documents()) {
      save(document.path("name").asText() + ".json", Flattened.of(Flattened.withIds(document)));
    }
    save("health.json", shop.health());
    JsonNode gateway = sight().gateway().asFound().orElseThrow().document();
    assertEquals(shop.document(Shop.GATEWAY).path("properties"), gateway.path("properties"));
    Run run = run();
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.words().contains("Rule deny-8080 (number 200, inbound) of web-nsg"), run.out());
  }

  @Test
  void spellings_of_an_old_command_line_are_put_right() {
    JsonNode nested =
        FlatShape.nest(
            Shop.json(
                """
                {'id':'%s','name':'x','resourceGroup':'g','sku':{'tier':'Standard_v2'},
                 'gatewayIpConfigurations':[{'id':'i','name':'n','subnet':{'id':'s','resourceGroup':'g'}}],
                 'routes':[{'id':'r','name':'m','nextHopIpAddress':'10.0.0.9'}]}
                """
                    .formatted(Shop.GATEWAY)));
    assertEquals(
        "s", nested.at("/properties/gatewayIPConfigurations/0/properties/subnet/id").asText());
    assertEquals(
        "10.0.0.9", nested.at("/properties/routes/0/properties/nextHopIpAddress").asText());
    assertEquals("Standard_v2", nested.at("/properties/sku/tier").asText());
    assertTrue(nested.findValue("resourceGroup") == null, nested.toString());
  }

  @Test
  void what_is_not_in_the_folder_is_said_and_does_not_count_as_missing() throws Exception {
    save("gateway.json", shop.document(Shop.GATEWAY));
    Look.Unreadable<?> not = assertInstanceOf(Look.Unreadable.class, sight().backendHealth());
    assertEquals(Look.Why.UNREACHABLE, not.why());
    assertTrue(not.sentence().contains("it is not in the snapshot"), not.sentence());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1-standard-small-stopped",
        "v1-standard-medium-private-updating",
        "v1-internet-facing-probes-fqdn-pool",
        "v1-nic-backed-pool",
        "v1-waf-path-map-auth-certs-probes",
        "v2-tcp-listener-backend-settings",
        "v2-trusted-root-https-settings-updating",
        "v2-url-path-map-redirect-rewrite",
        "v2-waf-autoscale-public-and-private-frontend",
        "v2-waf-listener-host-names",
        "v2-zones-autoscale-updating",
        "edited-v2-waf-zones-identity-redirect-fqdn-pool"
      })
  void every_recorded_gateway_is_a_snapshot_by_itself(String name) throws Exception {
    save("gateway.json", Samples.read("gateways/" + name + ".json"));
    Run run = run();
    assertTrue(run.exitCode() == 1 || run.exitCode() == 2, run.words());
    assertEquals("", run.err());
    assertTrue(run.out().contains("HOW IT WAS FOUND"), run.out());
    assertTrue(run.out().lines().allMatch(line -> line.length() <= 100), run.out());
  }

  @Test
  void metrics_of_rest_are_read_by_what_each_metric_counts() throws Exception {
    save(
        "metrics.json",
        """
        {"timespan":"a/b","interval":"PT1M","value":[
          {"name":{"value":"FailedRequests"},"unit":"Count","timeseries":[
            {"metadatavalues":[{"name":{"value":"backendsettingspool"},"value":"web~web-http"}],
             "data":[{"timeStamp":"2026-11-23T02:58:00Z","total":7,"average":1.5},
                     {"timeStamp":"2026-11-23T02:59:00Z"}]}]},
          {"name":{"value":"CapacityUnits"},"unit":"Count","timeseries":[
            {"metadatavalues":[],"data":[{"timeStamp":"2026-11-23T02:58:00Z","average":1.5}]}]}]}
        """);
    GatewayMetrics metrics = sight().metrics().asFound().orElseThrow();
    assertEquals("web~web-http", metrics.series().get(0).dimension());
    assertEquals(1, metrics.series().get(0).points().size(), "an absent value is not zero");
    assertEquals(7, metrics.series().get(0).points().get(0).value());
    assertEquals(1.5, metrics.series().get(1).points().get(0).value());
  }

  @Test
  void recorded_metrics_settings_sites_and_bindings_are_recognised() throws Exception {
    save("m.json", Samples.read("metrics/metrics-two-series-by-dimension.json"));
    save(
        "apps.json",
        """
        [{"id":"%1$s","name":"shop","type":"Microsoft.Web/sites","defaultHostName":"shop.azurewebsites.net",
          "hostNames":["shop.azurewebsites.net"],"state":"Running","resourceGroup":"g"}]
        """
            .formatted(app()));
    save(
        "config.json",
        """
        {"id":"%s/config/web","name":"web","properties":{"ipSecurityRestrictions":[]}}
        """
            .formatted(app()));
    save(
        "bindings.json",
        """
        {"value":[{"id":"%1$s/hostNameBindings/a.example","name":"shop/a.example","properties":{}},
                  {"id":"%1$s/hostNameBindings/b.example","name":"shop/b.example","properties":{}}]}
        """
            .formatted(app()));
    save(
        "diagnostics.json",
        """
        {"value":[{"id":"%s/providers/microsoft.insights/diagnosticSettings/all","name":"all",
          "properties":{"workspaceId":"%s"}}]}
        """
            .formatted(Shop.GATEWAY.key(), workspace()));
    save(
        "log.json",
        """
        {"tables":[{"name":"PrimaryResult","columns":[{"name":"HttpStatus","type":"int"},
          {"name":"Requests","type":"long"},{"name":"Pool","type":"string"}],"rows":[[502,12,"web"]]}]}
        """);
    save(
        "activity.json",
        """
        {"value":[{"eventTimestamp":"2026-11-23T02:00:00Z","caller":"olga","resourceId":"%s"},
                  {"eventTimestamp":"2026-11-23T02:00:01Z","caller":"olga","resourceId":"%s"}]}
        """
            .formatted(Shop.WEB_NSG, Shop.GATEWAY));
    SnapshotSight sight = sight();
    assertEquals(2, sight.metrics().asFound().orElseThrow().series().size());
    assertEquals("shop", sight.webApps().asFound().orElseThrow().apps().get(0).name());
    assertInstanceOf(Look.Found.class, sight.accessRestrictions(app()));
    assertEquals(
        List.of("a.example", "b.example"),
        sight.hostNameBindings(app()).asFound().orElseThrow().hosts());
    assertEquals(
        List.of(workspace()), sight.diagnosticSettings().asFound().orElseThrow().workspaceIds());
    AccessLogs.Group group = sight.accessLogs(workspace()).asFound().orElseThrow().groups().get(0);
    assertEquals(502, group.httpStatus());
    assertEquals(12, group.requests());
    assertEquals(2, sight.recentChanges(Shop.EDGE_NSG).asFound().orElseThrow().entries().size());
  }

  private static ResourceId app() {
    return ResourceId.of(Shop.GROUP + "/providers/Microsoft.Web/sites/shop");
  }

  private static ResourceId workspace() {
    return ResourceId.of(Shop.GROUP + "/providers/Microsoft.OperationalInsights/workspaces/logs");
  }

  @Test
  void a_file_that_windows_powershell_redirected_is_utf_16_and_read() throws Exception {
    Files.write(
        folder.resolve("gateway.json"),
        ("\ufeff" + shop.document(Shop.GATEWAY)).getBytes(StandardCharsets.UTF_16LE));
    assertEquals(List.of(Shop.GATEWAY), SnapshotFolder.read(folder).gateways());
  }

  @Test
  void unknown_documents_are_left_aside_and_named() throws Exception {
    saveShop();
    save("zz-notes.json", "{\"a\":1}");
    save("notes.txt", "not JSON");
    Run run = run();
    assertEquals(1, run.exitCode());
    assertTrue(run.words().contains("not recognised and left aside: zz-notes.json"), run.out());
  }

  @Test
  void a_file_that_is_not_json_is_named_with_the_place() throws Exception {
    saveShop();
    save("broken.json", "{\n  \"id\": \"/x\",\n  \"name\" 1\n}");
    Run run = run();
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains("broken.json is not JSON"), run.words());
    assertTrue(run.words().contains("at line 3, column "), run.words());
  }

  @Test
  void folders_without_a_gateway_are_refused() throws Exception {
    assertTrue(run().words().contains("has no .json file"), run().words());
    save("health.json", shop.health());
    Run run = run();
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains("has no application gateway"), run.words());
    assertTrue(run.words().contains("az rest --method get"), run.words());
  }

  @Test
  void several_gateways_need_a_choice() throws Exception {
    save("a.json", shop.document(Shop.GATEWAY));
    save("b.json", Samples.read("gateways/v1-nic-backed-pool.json"));
    Run run = run();
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains("has 2 gateways. Choose one with --gateway"), run.words());
    assertTrue(run("--gateway", Run.shop()).out().contains("shop-gateway"));
    String other = Run.shop().replace("shop-gateway", "other");
    assertTrue(run("--gateway", other).words().contains("has no gateway " + other));
  }

  @Test
  void powershells_own_objects_are_refused_with_a_way_to_save_better() throws Exception {
    save(
        "gateway.json",
        Files.readString(
            Path.of(
                "src/test/resources/samples/gateway-exports/edited-v2-waf-app-service-pool.json")));
    Run run = run();
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains("written by PowerShell"), run.words());
    assertThrows(Trouble.class, () -> SnapshotFolder.read(folder));
  }
}
