package io.gatewayresponder.lab.twin.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * A gateway in 10.20.0.0/24 and a server at 10.20.1.4:8080, with one thing in the way at a time.
 */
class NetworkTest {

  private static final String PLACE =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
  private static final String GATEWAY_SUBNET = PLACE + "/virtualNetworks/v/subnets/gateway";

  private final Documented documents = new Documented();
  private final Network network = new Network(documents);

  NetworkTest() {
    vnet("", "", "");
  }

  @Test
  void without_groups_everything_inside_the_network_is_reached() {
    assertTrue(connect().isOpen());
  }

  @Test
  void a_lower_number_wins() {
    String allow = rule("In", 200, "Allow", "Inbound", "10.20.0.0/24", "8080");
    webGroup(rule("No", 300, "Deny", "Inbound", "*", "8080"), allow);
    assertTrue(connect().isOpen());

    webGroup(rule("No", 199, "Deny", "Inbound", "*", "8080"), allow);
    assertBlockedBy("back end's subnet: rule No of web-nsg");
  }

  @Test
  void the_default_rules_let_the_virtual_network_in() {
    webGroup();
    assertTrue(connect().isOpen());
  }

  @Test
  void a_tag_is_the_address_spaces_of_the_network() {
    webGroup(rule("No", 100, "Deny", "Inbound", "VirtualNetwork", "*"));
    assertBlockedBy("back end's subnet: rule No of web-nsg");
    webGroup(rule("No", 100, "Deny", "Inbound", "INTERNET", "*"));
    assertTrue(connect().isOpen());
    webGroup(rule("No", 100, "Deny", "Inbound", "CorpNetSaw", "*"));
    assertTrue(connect().isOpen());
  }

  @Test
  void plural_fields_count_and_blank_singular_ones_do_not() {
    webGroup(
        """
        {"name": "No", "properties": {"protocol": "tcp", "access": "Deny", "direction": "Inbound", "priority": 100,
         "sourceAddressPrefix": "", "sourceAddressPrefixes": ["10.9.0.0/16", "10.20.0.0/28"],
         "destinationAddressPrefix": "*", "destinationPortRange": "",
         "destinationPortRanges": ["443", "8000-8999"]}}
        """);
    assertBlockedBy("back end's subnet: rule No of web-nsg");
  }

  @Test
  void rules_for_other_protocols_ports_and_directions_do_not_matter() {
    webGroup(
        rule("Port", 100, "Deny", "Inbound", "*", "8081-9000"),
        rule("Out", 101, "Deny", "Outbound", "*", "*"),
        rule("Udp", 102, "Deny", "Inbound", "*", "*").replace("\"Tcp\"", "\"Udp\""));
    assertTrue(connect().isOpen());
  }

  @Test
  void the_outbound_rules_of_the_gateways_subnet_are_asked_first() {
    vnet("gateway-nsg", "", "");
    group("gateway-nsg", rule("NoOut", 100, "Deny", "Outbound", "*", "8080"));
    assertBlockedBy("gateway subnet: rule NoOut of gateway-nsg");
  }

  @Test
  void the_interfaces_group_is_asked_last() {
    nic("nic-nsg", "");
    group("nic-nsg", rule("NoNic", 100, "Deny", "Inbound", "10.20.0.0/24", "*"));
    assertBlockedBy("network interface: rule NoNic of nic-nsg");
  }

  @Test
  void a_rule_for_an_application_group_matches_its_members_only() {
    String rule =
        """
        {"name": "No", "properties": {"protocol": "*", "access": "Deny", "direction": "Inbound", "priority": 100,
         "sourceAddressPrefix": "*", "destinationPortRange": "*",
         "destinationApplicationSecurityGroups": [{"id": "%s/applicationSecurityGroups/Web"}]}}
        """
            .formatted(PLACE);
    webGroup(rule);
    assertTrue(connect().isOpen());
    nic("", PLACE + "/applicationSecurityGroups/web");
    assertBlockedBy("back end's subnet: rule No of web-nsg");
  }

  @Test
  void a_route_for_the_servers_range_diverts_and_a_default_route_does_not() {
    vnet("", "", "routes");
    routes("10.20.1.0/24", "VirtualAppliance");
    assertBlockedBy("route away to VirtualAppliance");
    routes("0.0.0.0/0", "VirtualAppliance");
    assertTrue(connect().isOpen(), "the network's own route is longer");
    routes("10.20.0.0/16", "None");
    assertBlockedBy("route away to None");
  }

  @Test
  void an_address_outside_of_network_and_peerings_is_not_reached_unless_public() {
    assertEquals(
        "route private range to None",
        by(network.connect(GATEWAY_SUBNET, "10.20.0.4", "10.99.0.4", 80)));
    assertTrue(network.connect(GATEWAY_SUBNET, "10.20.0.4", "52.1.2.3", 443).isOpen());
  }

  @Test
  void the_control_plane_needs_its_ports_and_a_default_route_to_the_internet() {
    vnet("gateway-nsg", "", "");
    group("gateway-nsg");
    assertInstanceOf(Reach.Blocked.class, network.management(GATEWAY_SUBNET, 65200, 65535));
    group("gateway-nsg", rule("Manage", 100, "Allow", "Inbound", "GatewayManager", "65200-65535"));
    assertTrue(network.management(GATEWAY_SUBNET, 65200, 65535).isOpen());
    group(
        "gateway-nsg",
        rule("Part", 90, "Deny", "Inbound", "Internet", "65300"),
        rule("Manage", 100, "Allow", "Inbound", "GatewayManager", "65200-65535"));
    assertInstanceOf(Reach.Blocked.class, network.management(GATEWAY_SUBNET, 65200, 65535));
  }

  @Test
  void a_default_route_away_from_the_internet_cuts_the_control_plane_off() {
    vnet("", "", "").put(subnetRoute("0.0.0.0/0", "VirtualAppliance"));
    documents.put(
        documents
            .find(PLACE + "/virtualNetworks/v")
            .orElseThrow()
            .toString()
            .replace(
                "\"10.20.0.0/24\"",
                "\"10.20.0.0/24\",\"routeTable\":{\"id\":\"" + PLACE + "/routeTables/routes\"}"));
    assertEquals(
        "route away to VirtualAppliance", by(network.management(GATEWAY_SUBNET, 65200, 65535)));
  }

  private Reach connect() {
    return network.connect(GATEWAY_SUBNET, "10.20.0.4", "10.20.1.4", 8080);
  }

  private void assertBlockedBy(String by) {
    assertEquals(by, by(connect()));
  }

  private static String by(Reach reach) {
    return reach instanceof Reach.Blocked blocked ? blocked.by() : "nothing";
  }

  private void webGroup(String... rules) {
    vnet("", "web-nsg", "");
    group("web-nsg", rules);
  }

  private void group(String name, String... rules) {
    documents.put(
        """
        {"id": "%s/networkSecurityGroups/%s", "name": "%s", "properties": {"securityRules": [%s]}}
        """
            .formatted(PLACE, name, name, String.join(",", rules)));
  }

  private Documented vnet(String gatewayGroup, String webGroup, String webRoutes) {
    return documents.put(
        """
        {"id": "%s/virtualNetworks/v", "name": "v", "properties": {
          "addressSpace": {"addressPrefixes": ["10.20.0.0/16"]},
          "subnets": [
            {"name": "gateway", "properties": {"addressPrefix": "10.20.0.0/24" %s}},
            {"name": "web", "properties": {"addressPrefixes": ["10.20.1.0/24"] %s %s}}]}}
        """
            .formatted(
                PLACE,
                reference("networkSecurityGroup", "networkSecurityGroups", gatewayGroup),
                reference("networkSecurityGroup", "networkSecurityGroups", webGroup),
                reference("routeTable", "routeTables", webRoutes)));
  }

  private static String reference(String field, String type, String name) {
    return name.isEmpty()
        ? ""
        : ", \"%s\": {\"id\": \"%s/%s/%s\"}"
            .formatted(field, PLACE.toUpperCase(java.util.Locale.ROOT), type, name);
  }

  private void routes(String prefix, String nextHop) {
    // The gateway's way there and the server's way back are judged alike; here the table is on both
    // subnets.
    documents.put(subnetRoute(prefix, nextHop));
    String table = ",\"routeTable\":{\"id\":\"" + PLACE + "/routeTables/routes\"}";
    vnet("", "", "");
    documents.put(
        documents
            .find(PLACE + "/virtualNetworks/v")
            .orElseThrow()
            .toString()
            .replace("\"10.20.0.0/24\"", "\"10.20.0.0/24\"" + table));
  }

  private static String subnetRoute(String prefix, String nextHop) {
    return """
        {"id": "%s/routeTables/routes", "name": "routes", "properties": {"routes": [
          {"name": "away", "properties": {"addressPrefix": "%s", "nextHopType": "%s"}}]}}
        """
        .formatted(PLACE, prefix, nextHop);
  }

  private void nic(String group, String applicationGroup) {
    documents.put(
        """
        {"id": "%s/networkInterfaces/n", "name": "n", "properties": {
          "ipConfigurations": [{"name": "c", "properties": {"privateIPAddress": "10.20.1.4",
            "subnet": {"id": "%s/virtualNetworks/v/subnets/web"},
            "applicationSecurityGroups": [%s]}}] %s}}
        """
            .formatted(
                PLACE,
                PLACE,
                applicationGroup.isEmpty() ? "" : "{\"id\": \"" + applicationGroup + "\"}",
                reference("networkSecurityGroup", "networkSecurityGroups", group)));
  }

  private static String rule(
      String name, int priority, String access, String direction, String source, String ports) {
    return """
        {"name": "%s", "properties": {"protocol": "Tcp", "sourcePortRange": "*", "destinationPortRange": "%s",
         "sourceAddressPrefix": "%s", "destinationAddressPrefix": "*", "access": "%s", "priority": %d,
         "direction": "%s"}}
        """
        .formatted(name, ports, source, access, priority, direction);
  }
}
