package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipelineBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.azure.FakeArm.Reply;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Change.Operation;
import io.gatewayresponder.workflow.Ports.Progress;
import io.gatewayresponder.workflow.Ports.Sent;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class ArmRestWriterTest {
  private static final ResourceId RULE =
      ResourceId.of(
          "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/edge/providers"
              + "/Microsoft.Network/networkSecurityGroups/nsg/securityRules/allow gateway");

  private static final JsonNode BODY = Json.MAPPER.createObjectNode().put("name", "allow");
  private static final String OPERATION =
      FakeArm.ENDPOINT + "/operations/1?api-version=1&t=9&s=%2B";

  private static Change change(Operation operation) {
    return new Change(
        RULE, "2025-05-01", operation, operation == Operation.POST ? "/start" : "", null, BODY);
  }

  private static Sent put(Reply reply) {
    return FakeArm.inOrder(reply).writer().send(change(Operation.PUT));
  }

  private static Progress follow(Reply reply) {
    return FakeArm.inOrder(reply).writer().follow(OPERATION);
  }

  @Test
  void a_change_is_sent_as_it_is_planned() {
    FakeArm arm = FakeArm.inOrder(new Reply(200, "{}"));
    arm.writer().send(change(Operation.PUT));
    arm.writer().send(change(Operation.POST));
    arm.writer().send(change(Operation.DELETE));
    String address =
        FakeArm.ENDPOINT + RULE.toString().replace(" ", "%20") + "?api-version=2025-05-01";
    assertEquals("PUT " + address, arm.calls().get(0));
    assertEquals(BODY.toString(), arm.requests.get(0).getBodyAsBinaryData().toString());
    assertEquals("POST " + address.replace("?", "/start?"), arm.calls().get(1));
    assertNull(arm.requests.get(1).getBodyAsBinaryData());
    assertEquals("DELETE " + address, arm.calls().get(2));
  }

  @Test
  void an_accepted_change_names_where_to_follow_it() {
    Reply created =
        new Reply(
            201,
            "{}",
            "Azure-AsyncOperation",
            OPERATION,
            "Location",
            "https://x",
            "Retry-After",
            "7");
    assertEquals(new Sent.Accepted(OPERATION, Duration.ofSeconds(7)), put(created));
    // A change that changes nothing is 200 and has an operation all the same.
    Reply same = new Reply(200, "{}", "Azure-AsyncOperation", OPERATION, "Retry-After", "0");
    assertEquals(new Sent.Accepted(OPERATION, Duration.ZERO), put(same));
    Reply started = new Reply(202, "", "Location", OPERATION, "Retry-After", "10");
    assertEquals(new Sent.Accepted(OPERATION, Duration.ofSeconds(10)), put(started));
    assertEquals(new Sent.Accepted(null, Duration.ZERO), put(new Reply(200, "{}")));
    assertEquals(new Sent.Accepted(null, Duration.ZERO), put(new Reply(204, "")));
  }

  @Test
  void an_accepted_change_that_cannot_be_followed_is_unsure() {
    assertInstanceOf(Sent.Unsure.class, put(new Reply(202, "")));
    assertInstanceOf(
        Sent.Unsure.class,
        put(new Reply(201, "{}", "Azure-AsyncOperation", "https://evil.example/operations/1")));
  }

  @Test
  void a_refusal_says_whether_later_can_help() {
    for (String file : new String[] {"network-provider", "web-provider", "arm-front-door"}) {
      for (JsonNode error : FakeArm.sample("errors/" + file + ".json")) {
        int status = error.path("status").asInt();
        JsonNode body = error.path("responseBody");
        Sent sent = put(Reply.json(status, body));
        if (status == 500 || status == 504) {
          assertInstanceOf(Sent.Unsure.class, sent);
          continue;
        }
        Sent.Refused refused = assertInstanceOf(Sent.Refused.class, sent);
        String text = body.toString();
        boolean later =
            status == 429
                || status == 503
                || text.contains("AnotherOperationInProgress")
                || text.contains("ReferencedResourceNotProvisioned");
        assertEquals(later, refused.later(), text);
        assertFalse(refused.code().isEmpty());
        assertFalse(refused.message().isEmpty());
      }
    }
  }

  @Test
  void a_busy_resource_says_when_to_try_again() {
    JsonNode busy = FakeArm.sample("errors/network-provider.json").path(2);
    Sent.Refused refused =
        assertInstanceOf(
            Sent.Refused.class,
            put(Reply.json(429, busy.path("responseBody"), "Retry-After", "11")));
    assertEquals(Duration.ofSeconds(11), refused.retryAfter());
    assertTrue(refused.message().contains("is updating resource"), refused.message());
  }

  @Test
  void a_write_is_sent_once_whatever_comes_back() {
    for (int status : new int[] {429, 500, 502, 503, 504, 408}) {
      FakeArm arm = FakeArm.inOrder(new Reply(status, "{}", "Retry-After", "0"));
      for (Operation operation : Operation.values()) {
        arm.requests.clear();
        arm.writer().send(change(operation));
        assertEquals(1, arm.calls().size(), operation + " " + status);
      }
    }
  }

  @Test
  void an_operation_ends_by_its_state_not_by_its_status_code() {
    JsonNode samples = FakeArm.sample("errors/async-operation-status.json");
    for (JsonNode sample : samples) {
      JsonNode body = sample.path("responseBody");
      Progress progress = follow(Reply.json(200, body, "Retry-After", "10"));
      switch (body.path("status").asText()) {
        case "Succeeded" -> assertEquals(new Progress.Succeeded(), progress);
        case "InProgress" -> assertEquals(new Progress.Running(Duration.ofSeconds(10)), progress);
        default ->
            assertEquals(
                new Progress.Failed(
                    body.path("error").path("code").asText(),
                    body.path("error").path("message").asText()),
                progress);
      }
    }
    assertEquals(
        new Progress.Failed("Canceled", ""), follow(new Reply(200, "{\"status\":\"Canceled\"}")));
  }

  @Test
  void a_plain_location_runs_while_202_and_ends_with_200_or_204() {
    assertInstanceOf(Progress.Running.class, follow(new Reply(202, "")));
    assertEquals(new Progress.Succeeded(), follow(new Reply(200, "")));
    assertEquals(new Progress.Succeeded(), follow(new Reply(204, "")));
    assertEquals(new Progress.Succeeded(), follow(new Reply(200, "{\"name\":\"ag1\"}")));
    Reply failed = new Reply(400, "{\"error\":{\"code\":\"Bad\",\"message\":\"no\"}}");
    assertEquals(new Progress.Failed("Bad", "no"), follow(failed));
  }

  @Test
  void an_operation_that_may_not_be_followed_is_forbidden() {
    Reply refusal =
        new Reply(403, "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}");
    assertEquals(new Progress.Forbidden("AuthorizationFailed", "no"), follow(refusal));
  }

  @Test
  void what_cannot_be_read_of_an_operation_is_unclear() {
    assertInstanceOf(Progress.Unclear.class, follow(new Reply(404, "{}")));
    assertInstanceOf(Progress.Unclear.class, follow(new Reply(401, "{}")));
    assertInstanceOf(Progress.Unclear.class, follow(new Reply(200, "<html>")));
    FakeArm arm = FakeArm.inOrder(new Reply(200, "{}"));
    assertInstanceOf(Progress.Unclear.class, arm.writer().follow("https://evil.example/1"));
    assertInstanceOf(Progress.Unclear.class, arm.writer().follow("https://arm.example/1"));
    assertEquals(0, arm.calls().size());
  }

  @Test
  void an_operation_is_followed_as_its_address_came() {
    FakeArm arm = FakeArm.inOrder(new Reply(200, "{\"status\":\"Succeeded\"}"));
    arm.writer().follow(OPERATION);
    assertEquals("GET " + OPERATION, arm.calls().get(0));
  }

  /** The transport is real from here on: what it throws decides whether a write was sent. */
  private static Sent sendTo(String endpoint) {
    HttpClient client = JdkHttp.client(Duration.ofSeconds(1), Duration.ofMillis(300));
    ArmCalls calls =
        new ArmCalls(new HttpPipelineBuilder().httpClient(client).build(), URI.create(endpoint));
    return new ArmRestWriter(calls).send(change(Operation.PUT));
  }

  private static ServerSocket listen() throws Exception {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @Test
  void without_a_connection_it_was_certainly_not_sent() throws Exception {
    int port;
    try (ServerSocket server = listen()) {
      port = server.getLocalPort();
    }
    Sent.Refused refused = assertInstanceOf(Sent.Refused.class, sendTo("http://127.0.0.1:" + port));
    assertTrue(refused.later());
  }

  @Test
  void without_an_answer_it_may_have_been_sent() throws Exception {
    try (ServerSocket server = listen()) {
      assertInstanceOf(Sent.Unsure.class, sendTo("http://127.0.0.1:" + server.getLocalPort()));
    }
  }

  @Test
  void a_connection_that_breaks_after_sending_is_unsure() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ServerSocket server = listen()) {
      thread.execute(
          () -> {
            try (Socket socket = server.accept()) {
              int unused = socket.getInputStream().read(new byte[100]);
              socket.setSoLinger(true, 0);
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      assertInstanceOf(Sent.Unsure.class, sendTo("http://127.0.0.1:" + server.getLocalPort()));
    } finally {
      thread.shutdownNow();
    }
  }
}
