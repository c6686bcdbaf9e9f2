package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.OWNER;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.GATEWAY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.arm.ArmFixture.Answer;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding the network watcher of a gateway's region, and asking it about a connection. */
class NetworkWatchersTest {
  private static final String WATCHERS =
      "/subscriptions/" + Estates.SUBSCRIPTION + "/providers/Microsoft.Network/networkWatchers";

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
  void there_is_one_in_each_region_that_has_gateways() throws Exception {
    ObjectNode second = arm.estate.find(GATEWAY).orElseThrow();
    arm.estate.put(
        second.put("id", GATEWAY + "-2").put("name", "2").put("location", "North Europe"));
    JsonNode watchers = arm.get(OWNER, WATCHERS).body().path("value");
    assertEquals(2, watchers.size());
    assertEquals("NetworkWatcher_northeurope", watchers.at("/0/name").asText());
    assertEquals("westeurope", watchers.at("/1/location").asText());
    String id = watchers.at("/1/id").asText();
    assertEquals(200, arm.get(OWNER, id).status());
    assertEquals(404, arm.get(OWNER, id + "x").status());
  }

  @Test
  void a_check_is_accepted_and_its_result_is_at_the_location() throws Exception {
    Answer accepted = check(request(GATEWAY, "10.20.1.4", 8080));
    assertEquals(202, accepted.status());
    assertEquals("", accepted.header("Azure-AsyncOperation"));
    Answer result = arm.follow(OWNER, accepted.header("Location"));
    for (int look = 0; result.status() == 202 && look < 500; look++) {
      Thread.sleep(10);
      result = arm.follow(OWNER, accepted.header("Location"));
    }
    assertEquals(200, result.status());
    assertEquals("10.20.1.4:8080", result.body().path("asked").asText());
  }

  @Test
  void a_check_without_a_destination_or_from_nowhere_is_refused() throws Exception {
    assertEquals(400, check(request(GATEWAY, "", 8080)).status());
    assertEquals(400, check(request(GATEWAY, "10.20.1.4", 0)).status());
    assertEquals(404, check(request(GATEWAY + "x", "10.20.1.4", 8080)).status());
  }

  private Answer check(ObjectNode request) throws Exception {
    String watcher = arm.get(OWNER, WATCHERS).body().at("/value/0/id").asText();
    return arm.call(OWNER, "POST", watcher + "/connectivityCheck", request);
  }

  private static ObjectNode request(String source, String address, int port) {
    ObjectNode request = Json.object().put("protocol", "Tcp");
    request.putObject("source").put("resourceId", source);
    request.putObject("destination").put("address", address).put("port", port);
    return request;
  }
}
