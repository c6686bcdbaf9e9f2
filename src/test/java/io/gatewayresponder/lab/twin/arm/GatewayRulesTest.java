package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.OWNER;
import static io.gatewayresponder.lab.identity.Principal.RESOLUTION;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.GATEWAY;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.NETWORK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.arm.ArmFixture.Answer;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.servers.Authorities;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a change of a gateway is refused for, each tried on the shop's, which is otherwise valid.
 */
class GatewayRulesTest {
  private ArmFixture arm;
  private ObjectNode gateway;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    arm = new ArmFixture(directory);
    gateway = arm.get(OWNER, GATEWAY).object();
  }

  @AfterEach
  void close() {
    arm.close();
  }

  @Test
  void plain_http_is_not_spoken_on_443() throws Exception {
    part("frontendPorts").put("port", 443);
    assertEquals(
        "Port 443 is not valid for protocol Http in httpListeners "
            + GATEWAY
            + "/httpListeners/shop.",
        refusal("ApplicationGatewayPortNotValidForProtocol"));
    part("frontendPorts").put("port", 8080);
    assertEquals(200, arm.put(OWNER, GATEWAY, gateway).status());
  }

  @Test
  void front_end_ports_end_before_the_infrastructures() throws Exception {
    part("frontendPorts").put("port", 65_000);
    assertTrue(refusal("ApplicationGatewayFrontendPortInvalidPortNumber").endsWith("[1, 64999]."));
  }

  @Test
  void two_listeners_of_one_port_have_different_hosts() throws Exception {
    ObjectNode second = another("httpListeners", "second");
    assertEquals(
        "Two Http Listeners of Application Gateway "
            + GATEWAY
            + " are using the same Frontend Port "
            + second.at("/properties/frontendPort/id").asText()
            + ".",
        refusal("ApplicationGatewayHttpListenersUsingSameFrontendPort"));
    Json.properties(second).putArray("hostNames").add("a.example").add("b.example");
    ObjectNode third = another("httpListeners", "third");
    Json.properties(third).remove("hostNames");
    Json.properties(third).put("hostName", "B.example");
    assertTrue(refusal("ApplicationGatewayHttpListenersUsingSameFrontendPort").startsWith("Two"));
    Json.properties(third).put("hostName", "c.example");
    assertEquals(200, arm.put(OWNER, GATEWAY, gateway).status());
  }

  @Test
  void a_listener_has_one_rule() throws Exception {
    ObjectNode second = another("requestRoutingRules", "second");
    Json.properties(second).put("priority", 77);
    assertTrue(
        refusal("ApplicationGatewayRequestRoutingRulesUsingSameHttpListener")
            .endsWith("/httpListeners/shop."));
  }

  @Test
  void two_parts_of_a_kind_have_different_names() throws Exception {
    another("probes", "web-probe");
    Answer refused = arm.put(OWNER, GATEWAY, gateway);
    assertEquals("InvalidRequestFormat", refused.errorCode());
    JsonNode detail = refused.body().at("/error/details/0");
    assertEquals("DuplicateResourceName", detail.path("code").asText());
    assertTrue(detail.path("message").asText().contains("same name ("), detail.toString());
  }

  @Test
  void there_are_100_pools_at_most() throws Exception {
    for (int i = 2; i <= 100; i++) {
      another("backendAddressPools", "pool-" + i);
    }
    assertEquals(200, arm.put(OWNER, GATEWAY, gateway).status());
    another("backendAddressPools", "pool-101");
    assertTrue(refusal("ApplicationGatewayBackendAddressPoolLimitReached").contains(" is 101 "));
  }

  @Test
  void a_part_that_is_referred_to_cannot_go() throws Exception {
    for (String collection :
        List.of(
            "probes",
            "backendAddressPools",
            "backendHttpSettingsCollection",
            "httpListeners",
            "frontendPorts",
            "frontendIPConfigurations")) {
      gateway = arm.get(OWNER, GATEWAY).object();
      String id = gateway.at("/properties/" + collection + "/0/id").asText();
      Json.properties(gateway).putArray(collection);
      assertTrue(refusal("InvalidResourceReference").contains(id + " referenced by"), collection);
    }
  }

  @Test
  void redirects_and_path_maps_are_parts_too() throws Exception {
    ObjectNode rule = part("requestRoutingRules");
    rule.set("redirectConfiguration", Json.reference(GATEWAY + "/redirectConfigurations/none"));
    assertTrue(refusal("InvalidResourceReference").contains("/redirectConfigurations/none"));
    rule.remove("redirectConfiguration");
    ObjectNode map = Json.object().put("name", "map");
    Json.properties(map)
        .putArray("pathRules")
        .addObject()
        .put("name", "images")
        .putObject("properties")
        .set("backendAddressPool", Json.reference(GATEWAY + "/backendAddressPools/none"));
    Json.properties(gateway).putArray("urlPathMaps").add(map);
    assertTrue(
        refusal("InvalidResourceReference").contains("urlPathMaps/map/pathRules/images was not"));
  }

  @Test
  void a_trusted_root_is_a_self_issued_certificate_as_der_or_as_pem() throws Exception {
    X509Certificate root = authority("root").certificate();
    X509Certificate intermediate = signedBy(authority("root"), "intermediate").certificate();
    for (String good : List.of(Authorities.base64(root), base64(Authorities.pem(root)))) {
      upload(good);
      Answer accepted = arm.put(OWNER, GATEWAY, gateway);
      assertEquals(200, accepted.status(), accepted.text());
      assertEquals("Succeeded", arm.statusAtEnd(OWNER, accepted));
    }
    for (String bad : List.of(Authorities.base64(intermediate), base64("no certificate"), "?")) {
      upload(bad);
      assertEquals(
          "Data for certificate " + GATEWAY + "/trustedRootCertificates/root is invalid.",
          refusal("ApplicationGatewayTrustedRootCertificateInvalidData"));
    }
  }

  @Test
  void roots_need_https_and_a_picked_host_needs_one() throws Exception {
    upload(Authorities.base64(authority("root").certificate()));
    ObjectNode setting = part("backendHttpSettingsCollection");
    setting
        .putArray("trustedRootCertificates")
        .add(Json.reference(GATEWAY + "/trustedRootCertificates/root"));
    assertTrue(
        refusal("ApplicationGatewayBackendHttpSettingsCannotHaveTrustedRootCertificate")
            .contains("Http"));
    setting.remove("trustedRootCertificates");
    part("probes").put("pickHostNameFromBackendHttpSettings", true).remove("host");
    setting.remove("hostName");
    setting.put("pickHostNameFromBackendAddress", false);
    assertTrue(
        refusal("ApplicationGatewayBackendHttpSettingsIncompatibleProbeSettingPickHostName")
            .contains("host name"));
  }

  @Test
  void identities_and_firewall_policies_take_a_right_on_them(@TempDir Path directory)
      throws Exception {
    String identity =
        NETWORK.replace("Microsoft.Network/", "Microsoft.ManagedIdentity/")
            + "userAssignedIdentities/reader";
    gateway
        .putObject("identity")
        .put("type", "UserAssigned")
        .putObject("userAssignedIdentities")
        .putObject(identity);
    assertLinked(
        directory.resolve("identity"),
        "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
        identity);
    gateway.remove("identity");
    String policy = NETWORK + "ApplicationGatewayWebApplicationFirewallPolicies/strict";
    part("httpListeners").set("firewallPolicy", Json.reference(policy));
    assertLinked(
        directory.resolve("policy"),
        "Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/join/action",
        policy);
  }

  private void assertLinked(Path directory, String action, String scope) throws Exception {
    Files.createDirectory(directory);
    try (ArmFixture shut =
        ArmFixture.whereResolutionMay(
            directory,
            "Microsoft.Network/applicationGateways/write",
            "Microsoft.Network/virtualNetworks/subnets/join/action",
            "Microsoft.Network/publicIPAddresses/join/action")) {
      Answer refused = shut.put(RESOLUTION, GATEWAY, gateway);
      assertEquals(403, refused.status());
      assertEquals("LinkedAuthorizationFailed", refused.errorCode());
      assertTrue(refused.text().contains(action) && refused.text().contains(scope), refused.text());
    }
    Answer accepted = arm.put(OWNER, GATEWAY, gateway);
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, accepted), "nobody looks whether it exists");
  }

  private void upload(String data) {
    ObjectNode root = Json.object().put("name", "root");
    Json.properties(root).put("data", data);
    Json.properties(gateway).putArray("trustedRootCertificates").add(root);
  }

  private static HeldCertificate authority(String name) {
    return new HeldCertificate.Builder().certificateAuthority(1).commonName(name).build();
  }

  private static HeldCertificate signedBy(HeldCertificate signer, String name) {
    return new HeldCertificate.Builder()
        .certificateAuthority(0)
        .commonName(name)
        .signedBy(signer)
        .build();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String refusal(String code) throws Exception {
    Answer refused = arm.put(OWNER, GATEWAY, gateway);
    assertEquals(400, refused.status(), refused.text());
    assertEquals(code, refused.errorCode(), refused.text());
    return refused.body().at("/error/message").asText();
  }

  private ObjectNode part(String collection) {
    return (ObjectNode) gateway.at("/properties/" + collection + "/0/properties");
  }

  /** A copy of the first part of a kind, under another name. */
  private ObjectNode another(String collection, String name) {
    ArrayNode parts = (ArrayNode) gateway.at("/properties/" + collection);
    ObjectNode copy = parts.get(0).deepCopy();
    copy.put("name", name);
    parts.add(copy);
    return copy;
  }
}
