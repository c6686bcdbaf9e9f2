package io.gatewayresponder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the two identities may do to Azure, asked of Azure itself with their own tokens, under the
 * role definitions that are deployed.
 */
final class RightsIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final String NETWORK =
      Estates.SHOP_GATEWAY.substring(0, Estates.SHOP_GATEWAY.indexOf("/applicationGateways"));

  private static final String RULE = "/networkSecurityGroups/web-nsg/securityRules/may-i";

  /** An app lets a subnet in by a service endpoint, which may have to be switched on first. */
  private static final String SUBNET = "/virtualNetworks/shop-vnet/subnets/gateway";

  private static final String ALERT_RULE =
      NETWORK.replace("Microsoft.Network", "microsoft.insights") + "/metricAlerts/failed-requests";

  private final RunningLab lab = LabFixture.restored();

  /** A gateway of this test, so that nobody else's is changed. */
  private final String gateway = StoppedGateway.in(lab, "whose-rights");

  /** Everything in the twin that changes something. */
  private Map<String, String> changes() {
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("PUT " + gateway, document(gateway));
    changes.put("POST " + gateway + "/start", "");
    changes.put("POST " + gateway + "/stop", "");
    changes.put("PUT " + NETWORK + RULE, rule());
    changes.put("DELETE " + NETWORK + RULE, "");
    for (String other :
        List.of(
            NETWORK + "/networkSecurityGroups/web-nsg",
            NETWORK + "/virtualNetworks/shop-vnet",
            NETWORK + SUBNET,
            NETWORK + "/networkInterfaces/web-1-nic",
            NETWORK + "/publicIPAddresses/shop-gateway-ip",
            ALERT_RULE)) {
      changes.put("PUT " + other, document(other));
    }
    changes.put("DELETE " + ALERT_RULE, "");
    return changes;
  }

  @BeforeEach
  void nothing_was_written_yet() {
    assertEquals(List.of(), lab.arm().calls().writes());
  }

  /** Azure's own work goes on after its answer, and must not reach into the next test. */
  @AfterEach
  void the_gateway_comes_to_rest() {
    Await.until(
        "a gateway at rest",
        () -> !document(gateway).contains("Updating"),
        () -> document(gateway));
  }

  @Test
  void both_identities_can_read_the_gateway() throws Exception {
    assertEquals(200, status(Principal.TRIAGE, "GET " + gateway, ""));
    assertEquals(200, status(Principal.RESOLUTION, "GET " + gateway, ""));
  }

  @Test
  void the_identity_of_triage_can_change_nothing() throws Exception {
    assertEquals(Set.of(), allowed(Principal.TRIAGE));
    assertEquals(List.of(), lab.arm().calls().writes());
  }

  @Test
  void the_identity_of_resolution_can_change_what_its_role_says_and_nothing_else()
      throws Exception {
    assertEquals(
        new TreeSet<>(
            Set.of(
                "PUT " + gateway,
                "POST " + gateway + "/start",
                "PUT " + NETWORK + RULE,
                "DELETE " + NETWORK + RULE,
                "PUT " + NETWORK + SUBNET)),
        allowed(Principal.RESOLUTION));
  }

  @Test
  void a_stranger_can_do_nothing() throws Exception {
    for (Map.Entry<String, String> change : changes().entrySet()) {
      assertEquals(401, send("a-made-up-token", change.getKey(), change.getValue()).statusCode());
    }
    assertEquals(List.of(), lab.arm().calls().writes());
  }

  /** What was not refused for want of a right; a conflict, say, comes after that question. */
  private Set<String> allowed(Principal principal) throws Exception {
    Set<String> allowed = new TreeSet<>();
    for (Map.Entry<String, String> change : changes().entrySet()) {
      int status = status(principal, change.getKey(), change.getValue());
      assertNotEquals(501, status, "the twin must know " + change.getKey());
      if (status != 403) {
        allowed.add(change.getKey());
      }
    }
    return allowed;
  }

  private int status(Principal principal, String call, String body) throws Exception {
    return send(lab.tokens().issue(principal).value(), call, body).statusCode();
  }

  private HttpResponse<String> send(String token, String call, String body) throws Exception {
    String[] words = call.split(" ", 2);
    return lab.client()
        .send(
            HttpRequest.newBuilder(
                    URI.create(lab.arm().uri() + words[1] + "?api-version=2025-05-01"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(LIMIT)
                .method(
                    words[0],
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }

  private String document(String id) {
    return lab.estate().find(id).orElseThrow().toString();
  }

  private static String rule() {
    ObjectNode rule = Json.object();
    rule.putObject("properties")
        .put("access", "Allow")
        .put("direction", "Inbound")
        .put("priority", 4000)
        .put("protocol", "Tcp")
        .put("sourceAddressPrefix", "10.20.0.0/24")
        .put("sourcePortRange", "*")
        .put("destinationAddressPrefix", "10.20.1.0/24")
        .put("destinationPortRange", "8080");
    return rule.toString();
  }
}
