package io.gatewayresponder.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exit codes and messages: what a stranger meets who does something wrong. */
class DiagnoseCommandTest {
  @Test
  void a_cause_is_exit_code_1_and_named_on_stdout() {
    Run run = Run.of(Run.on(Run.denied().sight()), "--gateway", Run.shop());
    assertAll(
        () -> assertEquals(1, run.exitCode(), run.err()),
        () -> assertTrue(run.out().startsWith("CAUSE FOUND at gateway shop-gateway\n"), run.out()),
        () -> assertTrue(run.words().contains("Rule deny-8080 (number 200, inbound) of web-nsg")),
        () -> assertEquals("", run.err()));
  }

  @Test
  void a_passing_state_is_no_verdict() {
    Run run =
        Run.of(Run.on(new Shop().state("Updating", "Running").sight()), "--gateway", Run.shop());
    assertEquals(2, run.exitCode());
    assertTrue(run.out().startsWith("LOOK AGAIN"), run.out());
  }

  static Stream<Arguments> notReadable() {
    return Stream.of(
        Arguments.of(
            Look.Why.FORBIDDEN,
            "AuthorizationFailed: The client 'x' with object id 'y' does not have authorization to"
                + " perform action 'Microsoft.Network/applicationGateways/read' over scope '/s'",
            "(403): the action Microsoft.Network/applicationGateways/read is missing.",
            "infra/roles/triage.json"),
        Arguments.of(
            Look.Why.FORBIDDEN,
            "ExpiredAuthenticationToken: The access token expiry UTC time is earlier",
            "Azure does not accept the token",
            "`az login`"),
        Arguments.of(
            Look.Why.NOT_FOUND,
            "SubscriptionNotFound: The subscription could not be found.",
            "no subscription 10000000-0000-4000-8000-000000000001",
            "az account list"),
        Arguments.of(
            Look.Why.NOT_FOUND,
            "ResourceGroupNotFound: Resource group 'shop-edge' could not be found.",
            "has no resource group shop-edge",
            "az network application-gateway list"),
        Arguments.of(
            Look.Why.NOT_FOUND,
            "ResourceNotFound: The Resource was not found.",
            "no application gateway shop-gateway in resource group shop-edge",
            "--subscription 10000000-0000-4000-8000-000000000001"),
        Arguments.of(
            Look.Why.TIMED_OUT,
            "no connection",
            "management.azure.com did not answer in time",
            "proxy"),
        Arguments.of(
            Look.Why.UNREACHABLE,
            "no connection",
            "There is no connection to management.azure.com",
            "VPN"),
        Arguments.of(
            Look.Why.UNREACHABLE,
            "no connection: PKIX path building failed",
            "The TLS certificate of management.azure.com is not trusted here",
            "javax.net.ssl.trustStore"),
        Arguments.of(
            Look.Why.UNREACHABLE,
            "no connection: Remote host terminated the handshake",
            "No TLS connection to management.azure.com comes about",
            "trustStorePassword"),
        Arguments.of(
            Look.Why.UNREACHABLE, "ServerBusy: later", "is not available now", "some minutes"),
        Arguments.of(
            Look.Why.MALFORMED,
            "HTTP 200 without a JSON object",
            "cannot be used",
            "--arm-endpoint"));
  }

  @ParameterizedTest
  @MethodSource("notReadable")
  void an_unreadable_gateway_is_exit_code_2_with_a_reason_and_a_remedy(
      Look.Why why, String detail, String wrong, String remedy) {
    Run run = Run.of(Run.unreadable(why, detail), "--gateway", Run.shop());
    assertAll(
        () -> assertEquals(2, run.exitCode()),
        () -> assertEquals("", run.out()),
        () -> assertTrue(run.words().contains(wrong), run.words()),
        () -> assertTrue(run.words().contains(remedy), run.words()),
        () -> assertFalse(run.err().contains("\tat "), run.err()));
  }

  @Test
  void nobody_signed_in_is_told_to_sign_in() {
    Run run =
        Run.of(
            (gateway, places) ->
                new Look.Unreadable<>(Look.Why.FORBIDDEN, "a token", "az: Azure CLI not installed"),
            "--gateway",
            Run.shop());
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains("Nobody is signed in to Azure here"), run.words());
    assertTrue(run.words().contains("(az: Azure CLI not installed). Run `az login`"), run.words());
  }

  @Test
  void a_refused_token_of_the_environment_is_not_answered_with_az_login() {
    Run run =
        Run.of(
            Run.unreadable(Look.Why.FORBIDDEN, "InvalidAuthenticationToken: x"),
            Map.of(Places.TOKEN, "secret-word"),
            Run.PLAIN,
            "--gateway",
            Run.shop());
    assertTrue(run.words().contains("The token in GATEWAY_RESPONDER_TOKEN"), run.words());
    assertFalse(run.words().contains("secret-word"));
  }

  @Test
  void endpoints_and_token_reach_whoever_opens_the_sight() {
    List<Places> seen = new ArrayList<>();
    Eyes eyes =
        (gateway, places) -> {
          seen.add(places);
          return Look.found(Run.denied().sight());
        };
    Run.of(
        eyes,
        Map.of(Places.TOKEN, " word\n"),
        Run.PLAIN,
        "--gateway",
        Run.shop(),
        "--arm-endpoint",
        "https://127.0.0.1:8443/");
    assertEquals("https://127.0.0.1:8443", seen.get(0).arm().toString());
    assertEquals("https://api.loganalytics.io", seen.get(0).logs().toString());
    assertEquals("word", seen.get(0).token().orElseThrow());
    assertFalse(seen.get(0).toString().contains("word"));
  }

  static Stream<Arguments> badUsage() {
    return Stream.of(
        Arguments.of("neither --gateway nor --snapshot", new String[0]),
        Arguments.of("Perhaps you mean --gateway", new String[] {"--gatway", "x"}),
        Arguments.of(
            "Missing required parameter for option '--gateway'", new String[] {"--gateway"}),
        Arguments.of("is a name, not a resource id", new String[] {"--gateway", "shop"}),
        Arguments.of(
            "--snapshot and --save, --arm-endpoint do not go together",
            new String[] {"--snapshot", "x", "--save", "y", "--arm-endpoint", "https://z"}),
        Arguments.of(
            "a token is sent over https only",
            new String[] {"--gateway", Run.shop(), "--arm-endpoint", "http://z"}),
        Arguments.of("There is no snapshot folder", new String[] {"--snapshot", "no/such/folder"}),
        Arguments.of("is a file, not a folder", new String[] {"--snapshot", "pom.xml"}));
  }

  @ParameterizedTest
  @MethodSource("badUsage")
  void bad_usage_is_exit_code_2_and_says_what_to_do(String told, String[] arguments) {
    Run run = Run.offline(arguments);
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains(told), run.words());
    assertTrue(run.err().startsWith("Not diagnosed: "), run.err());
  }

  @Test
  void a_folder_with_files_is_not_written_into(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("old.json"), "{}");
    Run run = Run.offline("--gateway", Run.shop(), "--save", folder.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains("for --save is not empty"), run.words());
  }

  @Test
  void help_and_version_are_no_failures() {
    Run help = Run.offline("--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.out().contains("--snapshot=<folder>"), help.out());
    assertTrue(help.out().lines().allMatch(line -> line.length() <= 100), help.out());
    assertEquals("gateway-responder development\n", Run.offline("--version").out());
  }

  @Test
  void the_page_about_it_has_every_option() throws Exception {
    String page = Files.readString(Path.of("docs/diagnose.md"));
    Matcher option = Pattern.compile("--[a-z-]+").matcher(Run.offline("--help").out());
    while (option.find()) {
      boolean usual = option.group().equals("--help") || option.group().equals("--version");
      assertTrue(usual || page.contains("`" + option.group()), option.group());
    }
  }

  @Test
  void a_fault_of_the_program_shows_its_trace_only_with_debug() {
    Eyes eyes =
        (gateway, places) -> {
          throw new IllegalStateException("planted");
        };
    Run quiet = Run.of(eyes, "--gateway", Run.shop());
    assertEquals(2, quiet.exitCode());
    assertTrue(quiet.words().contains("This program has a fault"), quiet.words());
    assertFalse(quiet.err().contains("\tat "));
    assertTrue(Run.of(eyes, "--gateway", Run.shop(), "--debug").err().contains("\tat "));
  }
}
