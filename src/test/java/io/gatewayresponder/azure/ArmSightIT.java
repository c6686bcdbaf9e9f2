package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.azure.TwinRoom.Shared;
import io.gatewayresponder.evidence.AccessLogs;
import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.RecentChanges;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.CallFault;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.Effect;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.vnet.ResponderPlace;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Change.Operation;
import io.gatewayresponder.runbook.steps.Guide;
import io.gatewayresponder.workflow.Ports;
import io.gatewayresponder.workflow.Ports.Progress;
import io.gatewayresponder.workflow.Ports.Sent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading and writing through the twin's ARM: TLS, tokens, roles, operations. */
final class ArmSightIT {
  private static final String API = ArmCalls.NETWORK_API;

  private static final ResourceId GATEWAY = TwinRoom.shopGateway();

  private static @Nullable Shared shared;

  @BeforeAll
  static void share(@TempDir Path directory) throws IOException {
    shared = Shared.in(directory);
  }

  private static Shared shared() {
    return Objects.requireNonNull(shared);
  }

  private static Change tagged(JsonNode gateway, String tag) {
    ObjectNode after = gateway.deepCopy();
    after.putObject("tags").put("tag", tag);
    return new Change(GATEWAY, API, Operation.PUT, "", gateway, after);
  }

  private static Progress end(Ports.ArmWriter writer, Sent sent) throws InterruptedException {
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
  void everything_that_a_walk_needs_is_found_and_read_once() throws Exception {
    try (TwinRoom room = TwinRoom.ofTheShop(shared())) {
      Sight sight = room.triageSight(GATEWAY);
      assertInstanceOf(Look.Found.class, sight.gateway());
      var health = sight.backendHealth().asFound().orElseThrow();
      assertTrue(health.document().path("backendAddressPools").isArray());
      assertInstanceOf(Look.Found.class, sight.metrics(), () -> sight.glances().toString());
      sight.gateway();
      sight.backendHealth();
      long gets =
          room.arm().calls().calls().stream()
              .filter(c -> c.method().equals("GET") && c.path().equalsIgnoreCase(GATEWAY.key()))
              .count();
      assertEquals(1, gets);
      // What the twin does not know is no part of this.
      assertTrue(
          sight.glances().stream()
              .allMatch(g -> g.outcome().equals("found") || g.outcome().contains("NotSimulated")));
      assertEquals(List.of(), room.arm().calls().writes());
    }
  }

  @Test
  void what_is_not_there_or_not_allowed_is_said() throws Exception {
    try (TwinRoom room = TwinRoom.ofTheShop(shared())) {
      Sight sight = room.triageSight(GATEWAY);
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
      assertEquals(List.of(), room.arm().calls().writes());
    }
  }

  @Test
  void a_write_is_followed_to_its_end() throws Exception {
    try (TwinRoom room = TwinRoom.ofTheShop(shared())) {
      Ports.ArmWriter writer = room.writer(Principal.RESOLUTION);
      JsonNode before = writer.read(GATEWAY, API).asFound().orElseThrow();
      assertEquals(new Progress.Succeeded(), end(writer, writer.send(tagged(before, "one"))));
      JsonNode after = writer.read(GATEWAY, API).asFound().orElseThrow();
      assertEquals("one", after.path("tags").path("tag").asText());
      assertEquals(1, room.arm().calls().writes().size());

      room.arm().faults().failGatewayPut("SomethingFailed", "in the lab", false);
      assertEquals(
          new Progress.Failed("SomethingFailed", "in the lab"),
          end(writer, writer.send(tagged(after, "two"))));
    }
  }

  @Test
  void a_lost_answer_is_unsure_and_a_busy_resource_is_later() throws Exception {
    try (TwinRoom room = TwinRoom.ofTheShop(shared())) {
      Ports.ArmWriter writer = room.writer(Principal.RESOLUTION);
      JsonNode before = writer.read(GATEWAY, API).asFound().orElseThrow();
      room.arm()
          .faults()
          .next(1, new CallFault(Effect.LOSE_ANSWER, "PUT", "shop-gateway", 0, "", null));
      assertInstanceOf(Sent.Unsure.class, writer.send(tagged(before, "lost")));
      assertEquals(1, room.arm().calls().writes().size(), "sent once, although unsure");

      room.arm()
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

  /** A rule that keeps the gateway from its servers. */
  private static void deny(TwinRoom room) throws Exception {
    room.estate()
        .putChild(
            (ObjectNode)
                Json.MAPPER.readTree(
                    """
                    {"id":"%s/securityRules/deny-gateway","name":"deny-gateway","properties":{
                      "priority":100,"direction":"Inbound","access":"Deny","protocol":"Tcp",
                      "sourceAddressPrefix":"10.20.0.0/24","sourcePortRange":"*",
                      "destinationAddressPrefix":"*","destinationPortRange":"8080"}}
                    """
                        .formatted(
                            GATEWAY
                                .toString()
                                .replaceFirst(
                                    "applicationGateways/.*", "networkSecurityGroups/web-nsg"))));
    for (int i = 0; i < 200; i++) {
      if (room.causes()
          .health()
          .backendHealth(GATEWAY.toString())
          .toString()
          .contains("Unhealthy")) {
        return;
      }
      Thread.sleep(25);
    }
    throw new AssertionError("the rule does not keep the gateway out");
  }

  /**
   * How often each thing was read. Two metrics questions go to one address, and so do checks of the
   * connection to several servers.
   */
  private static Map<String, Integer> reads(TwinRoom room) {
    Map<String, Integer> reads = new TreeMap<>();
    room.arm().calls().calls().stream()
        .map(call -> call.method() + " " + call.path().toLowerCase(Locale.ROOT))
        .filter(call -> !call.contains("/operationresults/"))
        .filter(call -> !call.contains("/microsoft.insights/metrics"))
        .filter(call -> !call.endsWith("/connectivitycheck"))
        .forEach(call -> reads.merge(call, 1, Integer::sum));
    return reads;
  }

  @Test
  void a_triage_reads_each_thing_once() throws Exception {
    for (boolean failing : List.of(false, true)) {
      try (TwinRoom room = TwinRoom.ofTheShop(shared())) {
        if (failing) {
          deny(room);
        }
        Sight sight = room.triageSight(GATEWAY);
        String transcript = Guide.runbook().diagnose(sight).transcript();
        assertEquals(failing, transcript.contains("2c-1.1"), transcript);
        Map<String, Integer> reads = reads(room);
        assertEquals(
            Map.of(),
            reads.entrySet().stream()
                .filter(read -> read.getValue() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertEquals(
            failing,
            reads.keySet().stream().anyMatch(read -> read.endsWith("/networkinterfaces/web-1-nic")),
            "interfaces matter where a server fails");
        System.out.println(
            (failing ? "failing gateway: " : "healthy gateway: ")
                + sight.glances().size()
                + " reads");
      }
    }
  }

  @Test
  void the_log_says_what_failing_requests_met() throws Exception {
    try (TwinRoom room = TwinRoom.ofTheShop(shared())) {
      deny(room);
      Set<String> met = Set.of();
      for (int i = 0; i < 200 && met.isEmpty(); i++) {
        // What a sight has read it does not read again.
        Sight sight = room.triageSight(GATEWAY);
        ResourceId workspace =
            sight.diagnosticSettings().asFound().orElseThrow().workspaceIds().get(0);
        Look<AccessLogs> log = sight.accessLogs(workspace);
        met =
            log.asFound().orElseThrow(() -> new AssertionError(log.toString())).groups().stream()
                .filter(group -> group.httpStatus() == 502)
                .map(group -> group.errorInfo() + " in " + group.pool())
                .collect(Collectors.toSet());
        Thread.sleep(25);
      }
      assertEquals(Set.of("ERRORINFO_UPSTREAM_NO_LIVE in web-pool"), met);
    }
  }

  @Test
  void who_changed_what_is_read_from_the_activity_log() throws Exception {
    try (TwinRoom room = TwinRoom.ofTheShop(shared())) {
      room.causes()
          .activity()
          .record(
              "dana@shop.example", "Microsoft.Network/applicationGateways/write", GATEWAY.key());
      Ports.ArmWriter writer = room.writer(Principal.RESOLUTION);
      JsonNode gateway = room.triageSight(GATEWAY).gateway().asFound().orElseThrow().document();
      assertInstanceOf(Progress.Succeeded.class, end(writer, writer.send(tagged(gateway, "x"))));
      Look<RecentChanges> changes = room.triageSight(GATEWAY).recentChanges(GATEWAY);
      List<String> seen =
          changes
              .asFound()
              .orElseThrow(() -> new AssertionError(changes.toString()))
              .entries()
              .stream()
              .map(each -> each.caller() + " " + each.status())
              .toList();
      String application = Principal.RESOLUTION.objectId();
      assertEquals(
          List.of(
              application + " Succeeded",
              application + " Started",
              "dana@shop.example Succeeded",
              "dana@shop.example Started"),
          seen);
    }
  }

  @Test
  void certificates_are_seen_from_within_the_network() throws Exception {
    try (TwinRoom room = TwinRoom.ofTheShop(shared())) {
      room.causes().backends().setCertificate("10.20.1.4", 8443, Certificate.of("shop.example"));
      Sight sight = room.triageSight(GATEWAY);
      Handshake shown = sight.handshake("10.20.1.4", 8443, "shop.example").asFound().orElseThrow();
      assertEquals("", shown.failure());
      assertEquals(2, shown.chain().size());
      assertTrue(shown.isWellKnown());
      Look.Unreadable<?> closed =
          assertInstanceOf(Look.Unreadable.class, sight.handshake("10.20.1.4", 9, ""));
      assertEquals(Look.Why.UNREACHABLE, closed.why());
      room.network().standAt(ResponderPlace.OUTSIDE);
      Look.Unreadable<?> outside =
          assertInstanceOf(Look.Unreadable.class, sight.handshake("10.20.1.4", 8443, ""));
      assertEquals(Look.Why.UNREACHABLE, outside.why());
      assertTrue(outside.detail().startsWith("tried from the responder: "), outside.detail());
    }
  }
}
