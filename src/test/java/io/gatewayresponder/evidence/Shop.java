package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A small estate for tests, in ARM's own shape: a second-generation gateway in subnet {@code edge}
 * (10.0.0.0/24) with pool {@code web}, setting {@code web-http} on port 8080 and custom probe
 * {@code web-probe}; two machines, 10.0.1.4 and 10.0.1.5, in subnet {@code web} (10.0.1.0/24),
 * which has group {@code web-nsg}. Everything is healthy and nothing is denied. Tests break it by
 * changing documents.
 */
public final class Shop {
  public static final String GROUP =
      "/subscriptions/10000000-0000-4000-8000-000000000001/resourceGroups/shop-edge";
  public static final String NETWORK = GROUP + "/providers/Microsoft.Network";
  public static final ResourceId GATEWAY =
      ResourceId.of(NETWORK + "/applicationGateways/shop-gateway");
  public static final ResourceId VNET = ResourceId.of(NETWORK + "/virtualNetworks/shop-vnet");
  public static final ResourceId EDGE_NSG =
      ResourceId.of(NETWORK + "/networkSecurityGroups/edge-nsg");
  public static final ResourceId WEB_NSG =
      ResourceId.of(NETWORK + "/networkSecurityGroups/web-nsg");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<ResourceId, ObjectNode> documents = new LinkedHashMap<>();
  private ObjectNode health;

  public Shop() {
    health = json("{'backendAddressPools':[]}");
    put(
        """
        {'id':'%s','name':'shop-gateway','properties':{
          'provisioningState':'Succeeded','operationalState':'Running',
          'sku':{'name':'Standard_v2','tier':'Standard_v2','capacity':2},
          'gatewayIPConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s/subnets/edge'}}}],
          'backendAddressPools':[{'name':'web','properties':{
            'backendAddresses':[{'ipAddress':'10.0.1.4'},{'ipAddress':'10.0.1.5'}]}}],
          'backendHttpSettingsCollection':[{'name':'web-http','properties':{
            'port':8080,'protocol':'Http','requestTimeout':20,
            'probe':{'id':'%s/probes/web-probe'}}}],
          'probes':[{'name':'web-probe','properties':{
            'protocol':'Http','host':'shop.example','path':'/health','interval':30,'timeout':30,
            'unhealthyThreshold':3,'match':{'statusCodes':['200-399']}}}],
          'frontendIPConfigurations':[{'name':'inside','properties':{
            'privateIPAddress':'10.0.0.10'}}],
          'frontendPorts':[{'name':'port-80','properties':{'port':80}}],
          'httpListeners':[{'name':'shop','properties':{'protocol':'Http',
            'frontendIPConfiguration':{'id':'%s/frontendIPConfigurations/inside'},
            'frontendPort':{'id':'%s/frontendPorts/port-80'}}}],
          'requestRoutingRules':[{'name':'all','properties':{'ruleType':'Basic','priority':100,
            'httpListener':{'id':'%s/httpListeners/shop'},
            'backendAddressPool':{'id':'%s/backendAddressPools/web'},
            'backendHttpSettings':{'id':'%s/backendHttpSettingsCollection/web-http'}}}]}}
        """
            .formatted(GATEWAY, VNET, GATEWAY, GATEWAY, GATEWAY, GATEWAY, GATEWAY, GATEWAY));
    put(
        """
        {'id':'%s','name':'shop-vnet','properties':{
          'addressSpace':{'addressPrefixes':['10.0.0.0/16']},
          'subnets':[
            {'id':'%s/subnets/edge','name':'edge','properties':{'addressPrefix':'10.0.0.0/24',
              'networkSecurityGroup':{'id':'%s'}}},
            {'id':'%s/subnets/web','name':'web','properties':{'addressPrefix':'10.0.1.0/24',
              'networkSecurityGroup':{'id':'%s'},
              'ipConfigurations':[
                {'id':'%s/networkInterfaces/web-1-nic/ipConfigurations/primary'},
                {'id':'%s/networkInterfaces/web-2-nic/ipConfigurations/primary'}]}}],
          'virtualNetworkPeerings':[]}}
        """
            .formatted(VNET, VNET, EDGE_NSG, VNET, WEB_NSG, NETWORK, NETWORK));
    put(nsg(EDGE_NSG));
    addRule(EDGE_NSG, "manage 400 Inbound Allow Tcp GatewayManager * 65200-65535");
    put(nsg(WEB_NSG));
    put(nic("web-1-nic", "10.0.1.4"));
    put(nic("web-2-nic", "10.0.1.5"));
    servers("web", "web-http", "10.0.1.4=Healthy=Success", "10.0.1.5=Healthy=Success");
  }

  public static ResourceId nicId(String name) {
    return ResourceId.of(NETWORK + "/networkInterfaces/" + name);
  }

  public static String nic(String name, String address) {
    return """
        {'id':'%s','name':'%s','properties':{'ipConfigurations':[
          {'name':'primary','properties':{'privateIPAddress':'%s'}}]}}
        """
        .formatted(nicId(name), name, address);
  }

  /** A group with only the six rules that each one has. */
  public static String nsg(ResourceId id) {
    return """
        {'id':'%s','name':'%s','properties':{'securityRules':[],'defaultSecurityRules':[
          %s,%s,%s,%s,%s,%s]}}
        """
        .formatted(
            id,
            id.name(),
            rule("AllowVnetInBound 65000 Inbound Allow * VirtualNetwork VirtualNetwork *"),
            rule("AllowAzureLoadBalancerInBound 65001 Inbound Allow * AzureLoadBalancer * *"),
            rule("DenyAllInBound 65500 Inbound Deny * * * *"),
            rule("AllowVnetOutBound 65000 Outbound Allow * VirtualNetwork VirtualNetwork *"),
            rule("AllowInternetOutBound 65001 Outbound Allow * * Internet *"),
            rule("DenyAllOutBound 65500 Outbound Deny * * * *"));
  }

  /** A rule from {@code name priority direction access protocol source destination port}. */
  public static String rule(String words) {
    String[] word = words.split(" ");
    return """
        {'name':'%s','properties':{'priority':%s,'direction':'%s','access':'%s','protocol':'%s',
          'sourceAddressPrefix':'%s','destinationAddressPrefix':'%s','sourcePortRange':'*',
          'destinationPortRange':'%s'}}
        """
        .formatted((Object[]) word);
  }

  /** Adds a rule to a group; its id is set as ARM does. */
  public Shop addRule(ResourceId nsg, String words) {
    return addRule(nsg, json(rule(words)));
  }

  public Shop addRule(ResourceId nsg, ObjectNode rule) {
    rule.put("id", nsg.child("securityRules", rule.path("name").asText()).toString());
    document(nsg).withObject("/properties").withArray("securityRules").add(rule);
    return this;
  }

  /** Puts a document, given with single quotes, under its id. */
  public Shop put(String text) {
    return put(json(text));
  }

  public Shop put(ObjectNode document) {
    documents.put(ResourceId.of(document.path("id").asText()), document);
    return this;
  }

  public ObjectNode document(ResourceId id) {
    return Objects.requireNonNull(documents.get(id), id.toString());
  }

  /** Changes the gateway's properties. */
  public Shop gateway(Consumer<ObjectNode> change) {
    change.accept(document(GATEWAY).withObject("/properties"));
    return this;
  }

  public Shop state(String provisioning, String operational) {
    return gateway(
        properties ->
            properties.put("provisioningState", provisioning).put("operationalState", operational));
  }

  /** Uploads a root; {@code data} is base64 of DER or PEM, or empty where a vault keeps it. */
  public Shop upload(String name, String data) {
    return gateway(
        properties ->
            properties
                .withArray("trustedRootCertificates")
                .add(
                    json(
                        "{'id':'%s/trustedRootCertificates/%s','name':'%s','properties':{'data':'%s'}}"
                            .formatted(GATEWAY, name, name, data))));
  }

  /** Uploads a root, and lets the first HTTP setting trust it. */
  public Shop trust(String name, String data) {
    return upload(name, data)
        .setting(
            one ->
                one.withArray("trustedRootCertificates")
                    .add(json("{'id':'%s/trustedRootCertificates/%s'}".formatted(GATEWAY, name))));
  }

  /** Changes the first HTTP setting's properties. */
  public Shop setting(Consumer<ObjectNode> change) {
    return gateway(
        properties ->
            change.accept(
                (ObjectNode) properties.at("/backendHttpSettingsCollection/0/properties")));
  }

  /** Changes the first probe's properties. */
  public Shop probe(Consumer<ObjectNode> change) {
    return gateway(properties -> change.accept((ObjectNode) properties.at("/probes/0/properties")));
  }

  /** Changes a subnet's properties: 0 is {@code edge}, 1 is {@code web}. */
  public Shop subnet(int index, Consumer<ObjectNode> change) {
    change.accept((ObjectNode) document(VNET).at("/properties/subnets/" + index + "/properties"));
    return this;
  }

  /**
   * Adds a route to the route table of a subnet (0 is {@code edge}, 1 is {@code web}), which has
   * one from then on; routes are called r0, r1 and so on.
   */
  public Shop route(int subnet, ResourceId table, String prefix, String hop, String address) {
    if (!documents.containsKey(table)) {
      put("{'id':'%s','name':'%s','properties':{'routes':[]}}".formatted(table, table.name()));
    }
    subnet(subnet, one -> one.withObject("/routeTable").put("id", table.toString()));
    var routes = document(table).withObject("/properties").withArray("routes");
    ObjectNode route =
        json(
            "{'name':'r%d','properties':{'addressPrefix':'%s','nextHopType':'%s'}}"
                .formatted(routes.size(), prefix, hop));
    if (!address.isEmpty()) {
      route.withObject("/properties").put("nextHopIpAddress", address);
    }
    routes.add(route);
    return this;
  }

  /** The health of a pair's servers, each {@code address=health=probe log}; replaces that pair. */
  public Shop servers(String pool, String setting, String... servers) {
    ObjectNode pair =
        json(
            "{'backendHttpSettings':{'id':'%s/backendHttpSettingsCollection/%s'},'servers':[]}"
                .formatted(GATEWAY, setting));
    for (String server : servers) {
      String[] part = server.split("=", 3);
      ObjectNode node = pair.withArray("servers").addObject();
      node.put("address", part[0]).put("health", part[1]);
      if (!part[2].isEmpty()) {
        node.put("healthProbeLog", part[2]);
      }
    }
    String poolId = GATEWAY + "/backendAddressPools/" + pool;
    for (JsonNode known : health.path("backendAddressPools")) {
      if (known.at("/backendAddressPool/id").asText().equals(poolId)) {
        removeSetting(known, setting);
        ((ObjectNode) known).withArray("backendHttpSettingsCollection").add(pair);
        return this;
      }
    }
    ObjectNode entry = json("{'backendAddressPool':{'id':'%s'}}".formatted(poolId));
    entry.withArray("backendHttpSettingsCollection").add(pair);
    health.withArray("backendAddressPools").add(entry);
    return this;
  }

  private static void removeSetting(JsonNode pool, String setting) {
    var pairs = pool.path("backendHttpSettingsCollection").elements();
    while (pairs.hasNext()) {
      if (pairs.next().at("/backendHttpSettings/id").asText().endsWith("/" + setting)) {
        pairs.remove();
      }
    }
  }

  /** Every document, as it is now. */
  public List<ObjectNode> documents() {
    return List.copyOf(documents.values());
  }

  public ObjectNode health() {
    return health;
  }

  public Shop health(String text) {
    health = json(text);
    return this;
  }

  /** A sight of this estate as it is now; later changes are not seen. */
  public FakeSight sight() {
    FakeSight sight = new FakeSight(GATEWAY);
    documents.values().forEach(document -> sight.with(document.deepCopy()));
    return sight.health(health.deepCopy());
  }

  /** Reads JSON that is written with single quotes. */
  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }
}
