package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.OWNER;
import static io.gatewayresponder.lab.identity.Principal.TRIAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.identity.SignIn;
import io.gatewayresponder.lab.identity.Tokens;
import io.gatewayresponder.lab.twin.arm.ArmFixture.Answer;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Azure CLI does when it signs in; each request is one that it was seen to send. */
class SignInTest {
  private ArmFixture arm;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    arm = new ArmFixture(directory);
  }

  @AfterEach
  void close() {
    arm.close();
  }

  @Test
  void the_discovery_document_leads_to_the_token_endpoint_on_the_same_address() throws Exception {
    String origin = arm.server.uri().toString();
    for (String place : new String[] {"/adfs", "/adfs/adfs"}) {
      Answer found = open("GET", place + "/.well-known/openid-configuration");
      assertEquals(200, found.status());
      assertEquals(origin + "/adfs/oauth2/token", found.body().path("token_endpoint").asText());
      assertTrue(found.body().path("authorization_endpoint").asText().startsWith(origin));
      // The CLI takes the fourth part of the issuer for the name of the tenant.
      assertEquals("adfs", found.body().path("issuer").asText().split("/", -1)[3]);
    }
  }

  @Test
  void the_cloud_describes_itself_in_the_old_and_in_the_new_form() throws Exception {
    String origin = arm.server.uri().toString();
    JsonNode one = open("GET", "/metadata/endpoints?api-version=2015-01-01").body();
    assertEquals(origin + "/adfs", one.at("/authentication/loginEndpoint").asText());
    assertEquals(origin, one.at("/authentication/audiences/0").asText());
    JsonNode list = open("GET", "/metadata/endpoints?api-version=2019-05-01").body();
    assertEquals(origin, list.at("/0/resourceManager").asText());
    assertEquals(origin + "/adfs", list.at("/0/authentication/loginEndpoint").asText());
  }

  @Test
  void a_token_for_the_printed_credentials_opens_resource_manager() throws Exception {
    Answer granted = token(Map.of());
    assertEquals(200, granted.status(), granted.text());
    assertEquals("bearer", granted.body().path("token_type").asText());
    assertTrue(granted.body().path("expires_in").asInt() > 0);
    Answer gateway =
        arm.send(
            "GET",
            arm.server.uri() + ArmFixture.GATEWAY + "?api-version=" + ArmFixture.API,
            null,
            granted.body().path("access_token").asText());
    assertEquals(200, gateway.status());
  }

  @Test
  void wrong_credentials_and_other_grants_are_refused_in_oauths_words() throws Exception {
    assertRefused(401, "invalid_client", Map.of("client_secret", "guess"));
    assertRefused(401, "invalid_client", Map.of("client_secret", ""));
    assertRefused(401, "invalid_client", Map.of("client_id", TRIAGE.clientId()));
    assertRefused(400, "unsupported_grant_type", Map.of("grant_type", "password"));
  }

  @Test
  void every_lab_has_a_secret_of_its_own() {
    Tokens tokens = new Tokens(Clock.systemUTC());
    assertNotEquals(new SignIn(tokens).secret(), new SignIn(tokens).secret());
  }

  @Test
  void everybody_sees_the_subscriptions_in_which_they_have_a_role() throws Exception {
    for (Principal who : new Principal[] {OWNER, TRIAGE}) {
      JsonNode seen = arm.get(who, "/subscriptions").body();
      assertEquals(1, seen.path("value").size(), who.name());
      assertEquals(Estates.SUBSCRIPTION, seen.at("/value/0/subscriptionId").asText());
      assertEquals("Enabled", seen.at("/value/0/state").asText());
    }
    assertEquals(200, arm.get(TRIAGE, "/subscriptions/" + Estates.SUBSCRIPTION).status());
    assertEquals("SubscriptionNotFound", arm.get(OWNER, "/subscriptions/other").errorCode());
    assertEquals(401, open("GET", "/subscriptions?api-version=2019-11-01").status());
  }

  private void assertRefused(int status, String error, Map<String, String> wrong) throws Exception {
    Answer refused = token(wrong);
    assertEquals(status, refused.status(), refused.text());
    assertEquals(error, refused.body().path("error").asText());
    assertTrue(refused.body().path("access_token").isMissingNode());
  }

  private Answer token(Map<String, String> other) throws Exception {
    SignIn signIn = arm.server.signIn();
    Map<String, String> form = new TreeMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", signIn.who().clientId());
    form.put("client_secret", signIn.secret());
    form.put("scope", arm.server.uri() + "/.default");
    form.put("client_info", "1");
    form.putAll(other);
    return arm.sendForm(
        "/adfs/oauth2/token",
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  private Answer open(String method, String path) throws Exception {
    return arm.send(method, arm.server.uri() + path, null, null);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
