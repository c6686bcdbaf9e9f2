package io.gatewayresponder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.lab.identity.SignIn;
import io.gatewayresponder.lab.identity.Tokens;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class AzureCliTest {
  private final SignIn signIn = new SignIn(new Tokens(Clock.systemUTC()));

  @Test
  void the_lines_lead_to_this_lab_and_sign_in_with_its_secret() {
    List<String> lines = lines("/lab/ca.pem");
    assertTrue(lines.contains("az cloud register -n lab --endpoint-resource-manager https://a:1"));
    assertTrue(lines.get(4).contains(signIn.secret()), lines.get(4));
  }

  @Test
  void a_folder_with_a_quote_in_its_name_stays_one_word() {
    assertEquals("export REQUESTS_CA_BUNDLE='/it'\\''s/ca.pem'", lines("/it's/ca.pem").get(1));
  }

  private List<String> lines(String authority) {
    return new AzureCli(URI.create("https://a:1"), authority, signIn).lines().lines().toList();
  }
}
