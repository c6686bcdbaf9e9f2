package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.identity.Tokens;
import io.gatewayresponder.lab.twin.arm.Access;
import io.gatewayresponder.lab.twin.arm.ArmOptions;
import io.gatewayresponder.lab.twin.arm.ArmServer;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.CallFault;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.Effect;
import io.gatewayresponder.lab.twin.arm.LabAuthority;
import io.gatewayresponder.lab.twin.causes.Causes;
import io.gatewayresponder.lab.twin.causes.CausesOptions;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Change.Operation;
import io.gatewayresponder.workflow.Ports.Progress;
import io.gatewayresponder.workflow.Ports.Sent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Reading and writing through the twin's ARM: TLS, tokens, roles, operations. */
final class ArmSightIT {
  private static final String API = ArmCalls.NETWORK_API;

  /** Operations that take simulated minutes end within wall milliseconds. */
  private static final double SPEED = 1000;

  private static final ResourceId GATEWAY = ResourceId.of(Estates.SHOP_GATEWAY);

  /** A twin, and clients of it for each identity. */
  private static final class Room implements AutoCloseable {
    final ExecutorService executor = Executors.newFixedThreadPool(4);
    final Tokens tokens = new Tokens(Clock.systemUTC());
    final Estate estate = Estates.shop("http://127.0.0.1:1/unused");
    final Causes causes;
    final ArmServer arm;
    final URI endpoint;
    final HttpClient http;

    Room(Path directory) throws IOException {
      TwinClock clock = new TwinClock(SPEED);
      causes = new Causes(estate, clock, CausesOptions.ofTheLab(clock, 1));
      LabAuthority authority = LabAuthority.open(directory);
      ArmOptions options = ArmOptions.defaults();
      arm =
          ArmServer.start(
              options,
              Access.ofLab(options.rolesDirectory(), Estates.SUBSCRIPTION),
              authority,
              new ArmServer.Neighbours(
                  estate, clock, tokens, causes.health(), causes.metrics(), causes.alerts()));
      endpoint = URI.create("https://127.0.0.1:" + arm.uri().getPort());
      http =
          new JdkHttpClientBuilder(
                  java.net.http.HttpClient.newBuilder().sslContext(authority.clientContext()))
              .responseTimeout(Duration.ofSeconds(5))
              .build();
    }

    private TokenCredential identity(Principal principal) {
      return request ->
          Mono.just(
              new AccessToken(
                  tokens.issue(principal).value(),
                  OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(30)));
    }

    Sight diagnosis() {
      var pipeline = ArmPipeline.reader(http, identity(Principal.TRIAGE), endpoint);
      return ArmSight.forDiagnosis(
          GATEWAY,
          new ArmCalls(pipeline, endpoint),
          new MetricsLook(pipeline, endpoint),
          new Reads(executor, Clock.systemUTC()));
    }

    ArmRestWriter writer(Principal principal) {
      return new ArmRestWriter(
          new ArmCalls(ArmPipeline.writer(http, identity(principal), endpoint), endpoint));
    }

    @Override
    public void close() {
      executor.shutdownNow();
      arm.close();
      causes.close();
    }
  }

  private static Change tagged(JsonNode gateway, String tag) {
    ObjectNode after = gateway.deepCopy();
    after.putObject("tags").put("tag", tag);
    return new Change(GATEWAY, API, Operation.PUT, "", gateway, after);
  }

  private static Progress end(ArmRestWriter writer, Sent sent) throws InterruptedException {
    String operation = assertInstanceOf(Sent.Accepted.class, sent).operation();
    assertTrue(operation != null, "to be followed");
    for (int i = 0; i < 200; i++) {
      Progress progress = writer.follow(String.valueOf(operation));
      if (!(progress instanceof Progress.Running)) {
        return progress;
      }
      Thread.sleep(25);
    }
    throw new AssertionError("the operation did not end");
  }

  @Test
  void everything_that_a_walk_needs_is_found_and_read_once(@TempDir Path directory)
      throws Exception {
    try (Room room = new Room(directory)) {
      Sight sight = room.diagnosis();
      assertInstanceOf(Look.Found.class, sight.gateway());
      var health = sight.backendHealth().asFound().orElseThrow();
      assertTrue(health.document().path("backendAddressPools").isArray());
      assertInstanceOf(Look.Found.class, sight.metrics(), () -> sight.glances().toString());
      sight.gateway();
      sight.backendHealth();
      long gets =
          room.arm.calls().calls().stream()
              .filter(c -> c.method().equals("GET") && c.path().equalsIgnoreCase(GATEWAY.key()))
              .count();
      assertEquals(1, gets);
      assertTrue(sight.glances().stream().allMatch(g -> g.outcome().equals("found")));
      assertEquals(List.of(), room.arm.calls().writes());
    }
  }

  @Test
  void what_is_not_there_or_not_allowed_is_said(@TempDir Path directory) throws Exception {
    try (Room room = new Room(directory)) {
      Sight sight = room.diagnosis();
      ResourceId missing =
          ResourceId.of(
              GATEWAY
                  .toString()
                  .replace("applicationGateways/shop-gateway", "networkSecurityGroups/none"));
      var look = assertInstanceOf(Look.Unreadable.class, sight.networkSecurityGroup(missing));
      assertEquals(Look.Why.NOT_FOUND, look.why());

      JsonNode gateway = sight.gateway().asFound().orElseThrow().document();
      Sent sent = room.writer(Principal.TRIAGE).send(tagged(gateway, "x"));
      Sent.Refused refused = assertInstanceOf(Sent.Refused.class, sent);
      assertEquals("AuthorizationFailed", refused.code());
      assertEquals(List.of(), room.arm.calls().writes());
    }
  }

  @Test
  void a_write_is_followed_to_its_end(@TempDir Path directory) throws Exception {
    try (Room room = new Room(directory)) {
      ArmRestWriter writer = room.writer(Principal.RESOLUTION);
      JsonNode before = writer.read(GATEWAY, API).asFound().orElseThrow();
      assertEquals(new Progress.Succeeded(), end(writer, writer.send(tagged(before, "one"))));
      JsonNode after = writer.read(GATEWAY, API).asFound().orElseThrow();
      assertEquals("one", after.path("tags").path("tag").asText());
      assertEquals(1, room.arm.calls().writes().size());

      room.arm.faults().failGatewayPut("SomethingFailed", "in the lab", false);
      assertEquals(
          new Progress.Failed("SomethingFailed", "in the lab"),
          end(writer, writer.send(tagged(after, "two"))));
    }
  }

  @Test
  void a_lost_answer_is_unsure_and_a_busy_resource_is_later(@TempDir Path directory)
      throws Exception {
    try (Room room = new Room(directory)) {
      ArmRestWriter writer = room.writer(Principal.RESOLUTION);
      JsonNode before = writer.read(GATEWAY, API).asFound().orElseThrow();
      room.arm
          .faults()
          .next(1, new CallFault(Effect.LOSE_ANSWER, "PUT", "shop-gateway", 0, "", null));
      assertInstanceOf(Sent.Unsure.class, writer.send(tagged(before, "lost")));
      assertEquals(1, room.arm.calls().writes().size(), "sent once, although unsure");

      room.arm
          .faults()
          .next(
              1,
              new CallFault(
                  Effect.REFUSE,
                  "PUT",
                  "shop-gateway",
                  429,
                  "RetryableErrorDueToAnotherOperation",
                  Duration.ofSeconds(9)));
      Sent.Refused refused =
          assertInstanceOf(Sent.Refused.class, writer.send(tagged(before, "busy")));
      assertTrue(refused.later());
      assertEquals(Duration.ofSeconds(9), refused.retryAfter());
    }
  }
}
