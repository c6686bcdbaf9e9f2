package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.health.GatewayDocument;
import io.gatewayresponder.lab.twin.network.Documents;
import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.network.Network;
import io.gatewayresponder.lab.twin.network.Reach;
import io.gatewayresponder.lab.twin.network.Reach.Obstacle;
import java.util.List;
import java.util.Optional;

/**
 * Keeps Azure's way to the gateways open: a write that would take it away from one of the second
 * generation is refused, unless the gateway was made free of that traffic. What is broken already
 * can be changed at will; faults of the lab are done to the estate itself and are not asked.
 */
record GatewaySubnets(Estate estate) {
  private static final String EVERYWHERE = "0.0.0.0/0";
  private static final int FIRST_PORT = 65_200;
  private static final int LAST_PORT = 65_535;

  /** The estate as ARM shows it, with one document as it is about to be. */
  private record Proposed(Estate estate, Optional<JsonNode> changed) implements Documents {
    @Override
    public Optional<JsonNode> find(String armId) {
      return changed
          .filter(document -> Json.sameId(document.path("id").asText(), armId))
          .or(() -> estate.find(armId).map(JsonNode.class::cast));
    }

    @Override
    public List<JsonNode> ofType(String type) {
      return estate.ofType(type).stream()
          .map(stored -> find(stored.path("id").asText()).orElse(stored))
          .toList();
    }

    @Override
    public long version() {
      return estate.version();
    }
  }

  /**
   * Throws a 400 when a network, a security group or a route table may not be like this.
   *
   * @param changed the top-level document, whole
   */
  void require(ObjectNode changed) {
    Documents before = new Proposed(estate, Optional.empty());
    Documents after = new Proposed(estate, Optional.of(changed));
    for (ObjectNode document : estate.ofType(GatewayDocument.TYPE)) {
      GatewayDocument gateway = new GatewayDocument(document);
      if (!gateway.isFirstGeneration() && gateway.needsManagementTraffic()) {
        if (isShut(after, gateway) && !isShut(before, gateway)) {
          throw blocked(after, gateway);
        }
        if (isDiverted(after, gateway) && !isDiverted(before, gateway)) {
          throw diverted();
        }
      }
    }
  }

  private static boolean isShut(Documents documents, GatewayDocument gateway) {
    return new Network(documents).management(gateway.subnetId(), FIRST_PORT, LAST_PORT)
            instanceof Reach.Blocked blocked
        && (blocked.obstacle() == Obstacle.USER_RULE
            || blocked.obstacle() == Obstacle.DEFAULT_RULE);
  }

  /** Only the one prefix is looked at; its two halves were seen to be accepted. */
  private static boolean isDiverted(Documents documents, GatewayDocument gateway) {
    JsonNode table =
        subnet(documents, gateway)
            .flatMap(subnet -> Json.reference(Json.properties(subnet), "routeTable"))
            .flatMap(documents::find)
            .orElse(gateway.document().path("none"));
    for (JsonNode route : Json.properties(table).path("routes")) {
      JsonNode its = Json.properties(route);
      if (its.path("addressPrefix").asText().equals(EVERYWHERE)
          && !its.path("nextHopType").asText().equalsIgnoreCase("Internet")) {
        return true;
      }
    }
    return false;
  }

  private static Optional<JsonNode> subnet(Documents documents, GatewayDocument gateway) {
    String id = gateway.subnetId();
    int end = Json.lower(id).lastIndexOf("/subnets/");
    if (end < 0) {
      return Optional.empty();
    }
    for (JsonNode subnet :
        Json.properties(
                documents.find(id.substring(0, end)).orElse(gateway.document().path("none")))
            .path("subnets")) {
      if (subnet.path("name").asText().equalsIgnoreCase(Json.lastSegment(id))) {
        return Optional.of(subnet);
      }
    }
    return Optional.empty();
  }

  private static ArmError blocked(Documents after, GatewayDocument gateway) {
    String group =
        subnet(after, gateway)
            .flatMap(subnet -> Json.reference(Json.properties(subnet), "networkSecurityGroup"))
            .orElse("");
    return new ArmError(
        400,
        "ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup",
        ("Network security group %s blocks incoming internet traffic on ports %d - %d to subnet %s,"
                + " associated with Application Gateway %s. This is not permitted for Application"
                + " Gateways that have V2 Sku.")
            .formatted(group, FIRST_PORT, LAST_PORT, gateway.subnetId(), gateway.id()));
  }

  private static ArmError diverted() {
    return new ArmError(
        400,
        "ApplicationGatewaySubnetUserDefinedRouteNotAllowed",
        "For routes associated to subnet containing Application Gateway V2, please ensure '"
            + EVERYWHERE
            + "' uses NextHopType as 'Internet'.");
  }
}
