package io.gatewayresponder.lab.twin.causes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents that Azure really answered, beside the shop. */
class RecordedGatewaysTest {

  @Test
  void recorded_gateways_have_health_and_do_not_disturb_the_shop() throws IOException {
    Shop shop = new Shop();
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of("src/test/resources"))) {
      files =
          all.filter(file -> file.toString().endsWith(".json"))
              .filter(file -> file.toString().contains("gateways"))
              .toList();
    }
    assertFalse(files.isEmpty());
    files.forEach(file -> Estates.recorded(shop.estate, file));

    shop.pass(Duration.ofMinutes(5));

    for (ObjectNode gateway : shop.estate.ofType("Microsoft.Network/applicationGateways")) {
      if (gateway.at("/properties/operationalState").asText().equals("Running")) {
        JsonNode health = shop.causes.health().backendHealth(gateway.path("id").asText());
        assertTrue(health.path("backendAddressPools").isArray());
      }
    }
    assertTrue(shop.alerts().isEmpty(), shop.alerts().toString());
  }
}
