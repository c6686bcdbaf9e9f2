package io.gatewayresponder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewayresponder.lab.scenario.Owner;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The lab as it stands when it has started. */
final class LabIT {
  private final RunningLab lab = LabFixture.restored();

  @Test
  void the_packaged_app_answers_and_the_shop_is_healthy() throws Exception {
    assertEquals(200, get(lab.host().url() + "/api/health").statusCode());
    assertTrue(new Owner(lab).isHealthy());
  }

  @Test
  void lab_json_says_where_everything_is() throws Exception {
    JsonNode file = new ObjectMapper().readTree(lab.file().path().toFile());
    assertEquals(lab.arm().uri().toString(), file.path("arm").asText());
    assertEquals("shop-edge", file.path("resourceGroups").path(0).asText());
    assertEquals(200, get(file.path("control").asText() + "/lab").statusCode());
    HttpResponse<String> gateway =
        lab.client()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            file.path("arm").asText()
                                + file.path("gateways").path(0).asText()
                                + "?api-version=2025-05-01"))
                    .header("Authorization", "Bearer " + file.path("ownerToken").asText())
                    .timeout(Duration.ofSeconds(20))
                    .build(),
                BodyHandlers.ofString());
    assertEquals(200, gateway.statusCode(), gateway.body());
  }

  @Test
  void the_control_room_shows_the_state_of_every_part() throws Exception {
    for (String path :
        new String[] {
          "/",
          "/arm/calls",
          "/arm/writes",
          "/backends",
          "/load",
          "/clock",
          "/alerts",
          "/alerts/notifications",
          "/bus/queues",
          "/host",
          "/persons",
          "/token"
        }) {
      assertEquals(200, get(lab.controlUrl() + path).statusCode(), path);
    }
  }

  @Test
  void a_taken_port_is_named_with_the_setting_that_moves_it() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      LabOptions options =
          LabOptions.parse(
              Path.of("app"), Path.of("target/lab-it"), "bus.port=" + taken.getLocalPort());
      LabProblem problem = assertThrows(LabProblem.class, () -> LabPorts.claim(options));
      assertTrue(String.valueOf(problem.getMessage()).contains("bus.port="), problem.getMessage());
    }
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build(),
            BodyHandlers.ofString());
  }
}
