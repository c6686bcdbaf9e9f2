package io.gatewayresponder.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.arm.LabAuthority;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a person starts it, in a process of its own, against a twin over HTTPS. */
final class DiagnoseIT {
  private static final Path APP =
      Path.of(System.getProperty("lab.app", "target/azure-functions/gateway-responder"));

  /** A start, a chain of reads and four tries of each; nothing here is slower. */
  private static final long LIMIT_SECONDS = 120;

  private static final Principal STRANGER =
      new Principal(
          "stranger",
          "30000000-0000-4000-8000-000000000009",
          "31000000-0000-4000-8000-000000000009");

  @TempDir private static Path directory = Path.of("set by JUnit");

  private static @Nullable Twin made;

  /** The twin of all tests here. */
  private record Twin(LabAuthority authority, TwinRoom room) {}

  @BeforeAll
  static void breakTheShop() throws Exception {
    TwinRoom.Shared shared = TwinRoom.Shared.in(directory.resolve("authority"));
    made = new Twin(shared.authority(), TwinRoom.ofTheShop(shared));
    String rule =
        """
        {"properties":{"access":"Deny","direction":"Inbound","priority":200,"protocol":"Tcp",
         "sourceAddressPrefix":"*","sourcePortRange":"*","destinationAddressPrefix":"*",
         "destinationPortRange":"8080"}}
        """;
    String id =
        Estates.SHOP_GATEWAY.substring(0, Estates.SHOP_GATEWAY.indexOf("/applicationGateways"))
            + "/networkSecurityGroups/web-nsg/securityRules/deny-8080";
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .sslContext(twin().authority().clientContext())
            .build()
            .send(
                HttpRequest.newBuilder(URI.create(arm() + id + "?api-version=2025-05-01"))
                    .header("Authorization", "Bearer " + twin().room().token(Principal.OWNER))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(rule))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertTrue(answer.statusCode() < 300, answer.body());
  }

  @AfterAll
  static void close() {
    twin().room().close();
  }

  private static Twin twin() {
    return Objects.requireNonNull(made);
  }

  private static String arm() {
    return "https://127.0.0.1:" + twin().room().arm().uri().getPort();
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(APP)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no jar in " + APP));
    }
  }

  private static Run java(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!environment.containsKey("DISTRUST")) {
      command.add("-Djavax.net.ssl.trustStore=" + twin().authority().trustStore());
      command.add("-Djavax.net.ssl.trustStorePassword=" + LabAuthority.TRUST_STORE_PASSWORD);
    }
    command.add("-jar");
    command.add(jar().toString());
    command.addAll(Arrays.asList(arguments));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    // Neither somebody's sign-in nor a proxy of this machine.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).matches(".*(azure|proxy).*"));
    builder.environment().put("PATH", directory.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("no end after " + LIMIT_SECONDS + " s: " + Files.readString(err));
    }
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** Asks the twin as somebody. */
  private static Run ask(String token, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--gateway",
                Estates.SHOP_GATEWAY,
                "--arm-endpoint",
                arm(),
                "--logs-endpoint",
                arm()));
    arguments.addAll(Arrays.asList(more));
    return java(Map.of(Places.TOKEN, token), arguments.toArray(String[]::new));
  }

  @Test
  void a_denied_port_is_found_saved_and_found_again_without_azure() throws Exception {
    Path kept = directory.resolve("kept");
    Run run = ask(twin().room().token(Principal.TRIAGE), "--json", "--save", kept.toString());
    assertEquals(1, run.exitCode(), run.words());
    assertEquals("", run.err());
    JsonNode found = Json.MAPPER.readTree(run.out());
    assertEquals("2c-1.1", found.path("causeRow").asText(), run.out());
    assertTrue(found.path("headline").asText().contains("deny-8080"), run.out());
    assertTrue(found.path("reads").size() > 5, run.out());
    assertFalse(run.out().contains("lab."), "no token in the output");
    assertEquals(
        List.of("PUT"),
        twin().room().arm().calls().writes().stream().map(c -> c.method()).toList());

    Run again = java(Map.of(), "--snapshot", kept.toString(), "--json");
    assertEquals(1, again.exitCode(), again.words());
    JsonNode replayed = Json.MAPPER.readTree(again.out());
    for (String field : List.of("transcript", "causes", "noticed", "options", "fingerprint")) {
      assertEquals(found.path(field), replayed.path(field), field);
    }
  }

  @Test
  void people_get_text() throws Exception {
    Run run = ask(twin().room().token(Principal.TRIAGE));
    assertEquals(1, run.exitCode(), run.words());
    assertTrue(run.out().startsWith("CAUSE FOUND at gateway shop-gateway"), run.out());
    assertFalse(run.out().contains("\033["), "no colours without a terminal");
  }

  @Test
  void whoever_may_not_read_is_told_the_action_and_the_role() throws Exception {
    Run run = ask(twin().room().token(STRANGER));
    assertAll(
        () -> assertEquals(2, run.exitCode()),
        () -> assertEquals("", run.out()),
        () ->
            assertTrue(
                run.words()
                    .contains(
                        "(403): the action Microsoft.Network/applicationGateways/read is missing"),
                run.words()),
        () -> assertTrue(run.words().contains("infra/roles/triage.json"), run.words()));
  }

  @Test
  void a_wrong_token_is_said_to_be_one_and_never_shown() throws Exception {
    Run run = ask("not-a-token-of-anybody");
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains("Azure does not accept the token"), run.words());
    assertTrue(run.words().contains(Places.TOKEN), run.words());
    assertFalse(run.words().contains("not-a-token-of-anybody"), run.words());
  }

  @Test
  void a_gateway_that_is_not_there_is_named() throws Exception {
    Run run =
        java(
            Map.of(Places.TOKEN, twin().room().token(Principal.TRIAGE)),
            "--gateway",
            Estates.SHOP_GATEWAY.replace("shop-gateway", "shop-gatewya"),
            "--arm-endpoint",
            arm());
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains("There is no application gateway shop-gatewya"), run.words());
  }

  @Test
  void a_network_that_is_down_is_no_stack_trace() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Run run =
        java(
            Map.of(Places.TOKEN, "x"),
            "--gateway",
            Estates.SHOP_GATEWAY,
            "--arm-endpoint",
            "https://127.0.0.1:" + closed);
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains("There is no connection to 127.0.0.1:" + closed), run.words());
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void an_authority_that_is_not_trusted_is_named_as_that() throws Exception {
    Run run =
        java(
            Map.of(Places.TOKEN, "x", "DISTRUST", "1"),
            "--gateway",
            Estates.SHOP_GATEWAY,
            "--arm-endpoint",
            arm());
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains("is not trusted here"), run.words());
    assertTrue(run.words().contains("javax.net.ssl.trustStore"), run.words());
  }

  @Test
  void without_a_sign_in_the_way_to_one_is_told() throws Exception {
    Run run = java(Map.of(), "--gateway", Estates.SHOP_GATEWAY);
    assertEquals(2, run.exitCode());
    assertTrue(run.words().contains("Nobody is signed in to Azure here"), run.words());
    assertTrue(run.words().contains("az: Azure CLI not installed"), run.words());
    assertTrue(run.words().contains("`az login`"), run.words());
  }

  @Test
  void the_version_is_the_packages() throws Exception {
    Run run = java(Map.of(), "--version");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().matches("gateway-responder [0-9].*\\s*"), run.out());
  }
}
