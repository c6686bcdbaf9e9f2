package io.gatewayresponder.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Copies of the shop's gateway that somebody has stopped. Each is an incident of its own, so tests
 * on different ones do not disturb each other; and the shop's alert rules do not watch them, so a
 * test itself says which alert comes when. Started, they are healthy: they have the shop's servers.
 */
final class StoppedGateway {
  /** How an approved and successful incident of such a gateway reads. */
  static final String MENDED = "1a.2 > StartGateway > approved > healthy";

  private StoppedGateway() {}

  /**
   * Puts one into the twin.
   *
   * @return its id
   */
  static String in(RunningLab lab, String name) {
    String id = Estates.SHOP_GATEWAY.substring(0, Estates.SHOP_GATEWAY.lastIndexOf('/') + 1) + name;
    String shop = lab.estate().find(Estates.SHOP_GATEWAY).orElseThrow().toString();
    try {
      ObjectNode copy =
          Json.read(shop.replace(Estates.SHOP_GATEWAY, id).getBytes(StandardCharsets.UTF_8))
              .deepCopy();
      copy.put("name", name);
      copy.withObjectProperty("properties").put("operationalState", "Stopped");
      lab.estate().put(copy);
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
