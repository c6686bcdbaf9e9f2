package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.azure.FakeArm.Reply;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.Sight;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is read before anybody asks, in the thread that opens the sight. */
final class ForesightTest {
  private static final String TIMEOUT =
      "Time taken by the backend to respond to the health probe is more than the timeout threshold"
          + " in the probe setting.";
  private static final String NAME_MISMATCH =
      "The Common Name of the leaf certificate presented by the backend server does not match the"
          + " Probe or Backend Setting hostname of the application gateway.";

  /** What every gateway is looked at for. */
  private static final Set<String> ALWAYS =
      Set.of(
          "gateway shop-gateway",
          "back-end health of shop-gateway",
          "request and host metrics of shop-gateway",
          "capacity metrics of shop-gateway",
          "diagnostic settings of shop-gateway",
          "changes of the last day in resource group shop-edge",
          "virtual network shop-vnet",
          "network security group edge-nsg",
          "network security group web-nsg");

  private final Shop shop = new Shop();
  private final Map<String, String> lists = new LinkedHashMap<>();

  private Sight open() {
    FakeArm arm = new FakeArm(this::answer);
    return ArmSight.forDiagnosis(Shop.GATEWAY, arm.eyes(), Runnable::run, Clock.systemUTC());
  }

  private Reply answer(HttpRequest request) {
    String path = request.getUrl().getPath();
    if (request.getHttpMethod() == HttpMethod.POST && path.endsWith("/backendhealth")) {
      return Reply.json(200, shop.health());
    }
    for (Map.Entry<String, String> list : lists.entrySet()) {
      if (path.endsWith(list.getKey())) {
        return new Reply(200, list.getValue());
      }
    }
    return shop.documents().stream()
        .filter(document -> document.path("id").asText().equalsIgnoreCase(path))
        .findFirst()
        .map(document -> Reply.json(200, document))
        .orElseGet(() -> new Reply(404, "{}"));
  }

  private static Set<String> read(Sight sight) {
    Set<String> read = new TreeSet<>();
    sight.glances().forEach(glance -> read.add(glance.what()));
    return read;
  }

  /** What is read beyond what is always read. */
  private Set<String> more() {
    Set<String> read = read(open());
    assertTrue(read.containsAll(ALWAYS), read.toString());
    read.removeAll(ALWAYS);
    return read;
  }

  @Test
  void of_a_healthy_gateway_no_interface_is_read() {
    assertEquals(Set.of(), more());
  }

  @Test
  void where_health_is_unknown_the_servers_are_not_searched_for() {
    shop.servers("web", "web-http", "10.0.1.4=Unknown=", "10.0.1.5=Unknown=");
    assertEquals(Set.of(), more());
  }

  @Test
  void a_walk_that_asks_for_what_was_foreseen_reads_nothing_again() {
    Sight sight = open();
    int before = sight.glances().size();
    sight.gateway();
    sight.backendHealth();
    sight.metrics();
    sight.virtualNetwork(Shop.VNET);
    sight.networkSecurityGroup(Shop.WEB_NSG);
    sight.diagnosticSettings();
    sight.recentChanges(Shop.GATEWAY);
    assertEquals(before, sight.glances().size());
  }

  @Test
  void where_a_server_does_not_answer_interfaces_their_groups_and_watchers_are_read() {
    ResourceId group = ResourceId.of(Shop.NETWORK + "/networkSecurityGroups/web-nic-nsg");
    shop.put(Shop.nsg(group));
    shop.document(Shop.nicId("web-1-nic"))
        .withObject("/properties/networkSecurityGroup")
        .put("id", group.toString());
    shop.servers("web", "web-http", "10.0.1.4=Unhealthy=" + TIMEOUT, "10.0.1.5=Healthy=Success");
    assertEquals(
        Set.of(
            "network interface web-1-nic",
            "network interface web-2-nic",
            "network security group web-nic-nsg",
            "network watchers of subscription 10000000-0000-4000-8000-000000000001"),
        more());
  }

  @Test
  void checks_of_the_connection_begin_as_soon_as_the_watcher_is_known() {
    shop.document(Shop.GATEWAY).put("location", "westeurope");
    String watcher = Shop.NETWORK + "/networkWatchers/NetworkWatcher_westeurope";
    lists.put(
        "/providers/Microsoft.Network/networkWatchers",
        "{\"value\":[{\"id\":\"%s\",\"location\":\"westeurope\"}]}".formatted(watcher));
    lists.put("/connectivityCheck", "{\"connectionStatus\":\"Unreachable\"}");
    shop.servers(
        "web",
        "web-http",
        "10.0.1.4=Unhealthy=" + TIMEOUT,
        "10.0.1.5=Unhealthy=" + TIMEOUT,
        "10.0.1.6=Unhealthy=" + TIMEOUT);
    Sight sight = open();
    Set<String> read = read(sight);
    assertTrue(read.contains("connectivity from shop-gateway to 10.0.1.4:8080"), read.toString());
    assertTrue(read.contains("connectivity from shop-gateway to 10.0.1.5:8080"), read.toString());
    assertFalse(read.contains("connectivity from shop-gateway to 10.0.1.6:8080"), "two of a pair");
    sight.connectivity("10.0.1.4", 8080);
    assertEquals(read, read(sight), "nothing is read again");
  }

  @Test
  void an_interface_that_health_names_is_not_searched_for() {
    shop.servers("web", "web-http", "10.0.1.4=Unhealthy=Status code mismatch");
    ((ObjectNode)
            shop.health().at("/backendAddressPools/0/backendHttpSettingsCollection/0/servers/0"))
        .withObject("/ipConfiguration")
        .put("id", Shop.nicId("web-1-nic") + "/ipConfigurations/primary");
    assertEquals(Set.of("network interface web-1-nic"), more());
  }

  @Test
  void servers_in_a_peered_network_are_found_there() {
    String peer = Shop.NETWORK + "/virtualNetworks/peer";
    ResourceId group = ResourceId.of(Shop.NETWORK + "/networkSecurityGroups/peer-nsg");
    shop.put(Shop.nsg(group));
    shop.put(
        """
        {'id':'%s','name':'peer','properties':{'subnets':[{'name':'far','properties':{
          'addressPrefix':'10.9.0.0/24','networkSecurityGroup':{'id':'%s'},
          'routeTable':{'id':'%s/routeTables/far-routes'}}}]}}
        """
            .formatted(peer, group, Shop.NETWORK));
    shop.document(Shop.VNET)
        .withObject("/properties")
        .withArray("virtualNetworkPeerings")
        .add(
            Shop.json(
                """
                {'name':'to-peer','properties':{'remoteVirtualNetwork':{'id':'%s'},
                  'remoteVirtualNetworkAddressSpace':{'addressPrefixes':['10.9.0.0/16']}}}
                """
                    .formatted(peer)));
    shop.gateway(
        gateway ->
            gateway
                .withArray("backendAddressPools")
                .add(
                    Shop.json(
                        "{'name':'far','properties':{'backendAddresses':[{'ipAddress':'10.9.0.4'}]}}")));
    assertEquals(
        Set.of("virtual network peer", "network security group peer-nsg", "route table far-routes"),
        more());
  }

  @Test
  void what_is_attached_elsewhere_may_have_been_changed_there() {
    String elsewhere = Shop.NETWORK.replace("shop-edge", "platform");
    shop.put(Shop.nsg(ResourceId.of(elsewhere + "/networkSecurityGroups/edge-nsg")));
    shop.subnet(
        0,
        subnet ->
            subnet
                .withObject("/networkSecurityGroup")
                .put("id", elsewhere + "/networkSecurityGroups/edge-nsg"));
    assertTrue(
        read(open()).contains("changes of the last day in resource group platform"),
        read(open()).toString());
  }

  @Test
  void names_in_a_pool_lead_to_the_apps_that_they_are() {
    ResourceId app = ResourceId.of(Shop.GROUP + "/providers/Microsoft.Web/sites/shop-app");
    shop.gateway(
        gateway ->
            ((ObjectNode) gateway.at("/backendAddressPools/0/properties"))
                .withArray("backendAddresses")
                .addObject()
                .put("fqdn", "shop-app.azurewebsites.net"));
    lists.put(
        "/providers/Microsoft.Web/sites",
        "{\"value\":[{\"id\":\"%s\",\"properties\":{\"defaultHostName\":\"shop-app.azurewebsites.net\"}},{\"id\":\"%s-other\",\"properties\":{\"defaultHostName\":\"other.azurewebsites.net\"}}]}"
            .formatted(app, app));
    assertEquals(
        Set.of(
            "apps of subscription 10000000-0000-4000-8000-000000000001",
            "access restrictions of app shop-app",
            "host names of app shop-app"),
        more());
  }

  @Test
  void diagnostic_settings_lead_to_the_log() {
    String workspaces = Shop.GROUP + "/providers/Microsoft.OperationalInsights/workspaces/";
    lists.put(
        "/providers/Microsoft.Insights/diagnosticSettings",
        "{\"value\":[{\"properties\":{\"workspaceId\":\"%slogs\",\"logs\":[{\"categoryGroup\":\"allLogs\",\"enabled\":true}]}},{\"properties\":{\"workspaceId\":\"%smetrics-only\",\"logs\":[]}}]}"
            .formatted(workspaces, workspaces));
    shop.put(
        "{'id':'%slogs','properties':{'customerId':'11111111-2222-3333-4444-555555555555'}}"
            .formatted(workspaces));
    assertEquals(
        Set.of("log workspace logs", "access log of shop-gateway in workspace logs"), more());
  }

  @Test
  void certificate_trouble_leads_to_handshakes() {
    shop.setting(setting -> setting.put("protocol", "Https"));
    shop.probe(probe -> probe.put("protocol", "Https"));
    shop.servers(
        "web", "web-http", "10.0.1.4=Unhealthy=" + NAME_MISMATCH, "10.0.1.5=Healthy=Success");
    Sight sight = open();
    Glance handshake =
        sight.glances().stream()
            .filter(glance -> glance.call().startsWith("TLS "))
            .findFirst()
            .orElseThrow();
    assertEquals("TLS 10.0.1.4:8080 as shop.example", handshake.call());
    sight.handshake("10.0.1.4", 8080, "shop.example");
    assertEquals(
        1, sight.glances().stream().filter(glance -> glance.call().startsWith("TLS ")).count());
  }

  @Test
  void the_generation_says_which_measure_of_load_is_asked_for() {
    assertTrue(calls(open()).contains("metrics capacityunits"));
    shop.gateway(gateway -> gateway.withObject("/sku").put("tier", "Standard"));
    String v1 = calls(open());
    assertTrue(v1.contains("metrics cpuutilization"), v1);
    assertFalse(v1.contains("capacityunits"), v1);
  }

  @Test
  void where_nothing_can_be_read_nothing_goes_wrong() {
    FakeArm arm = new FakeArm(request -> new Reply(403, "{}"));
    Sight sight = ArmSight.forDiagnosis(Shop.GATEWAY, arm.eyes(), Runnable::run, Clock.systemUTC());
    assertEquals(
        List.of(), sight.glances().stream().filter(g -> g.outcome().equals("found")).toList());
    assertEquals(5, sight.glances().size(), "what is read at once, and nothing that follows");
  }

  private static String calls(Sight sight) {
    return String.join("\n", sight.glances().stream().map(Glance::call).toList())
        .toLowerCase(Locale.ROOT);
  }
}
