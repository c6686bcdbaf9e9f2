package io.gatewayresponder.lab.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.fault.Topology.Listener;
import io.gatewayresponder.lab.fault.Topology.Way;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is wrong with a gateway now, as those see it who depend on it: the state that it is in, the
 * servers that its probes refuse, the clients who get nothing or an error, and the load that it has
 * no room for. Each complaint is a sentence that names the place, so that two worlds can be
 * compared by them.
 */
final class Complaints {
  private static final int FIRST_ERROR = 400;
  private static final int TLS_PORT = 443;

  private final World world;
  private final Topology topology;
  private final Set<String> complaints = new TreeSet<>();

  Complaints(World world) {
    this.world = world;
    this.topology = world.topology();
  }

  Set<String> all() {
    Optional<ObjectNode> gateway = world.estate().find(topology.gatewayId());
    if (gateway.isEmpty()) {
      complaints.add("the gateway is gone");
      return complaints;
    }
    ObjectNode properties = Json.properties(gateway.get());
    state(properties);
    health();
    topology.ways().forEach(this::served);
    topology.listeners().forEach(listener -> speaks(listener, properties));
    load(properties);
    return complaints;
  }

  private void state(ObjectNode properties) {
    String operational = properties.path("operationalState").asText();
    String provisioning = properties.path("provisioningState").asText();
    if (!operational.equals("Running") || !provisioning.equals("Succeeded")) {
      complaints.add("the gateway is " + operational + ", " + provisioning);
    }
  }

  private void health() {
    JsonNode health;
    try {
      health = world.causes().health().backendHealth(topology.gatewayId());
    } catch (ArmError e) {
      complaints.add("health is not told: " + e.code());
      return;
    }
    for (JsonNode pool : health.path("backendAddressPools")) {
      for (JsonNode pair : pool.path("backendHttpSettingsCollection")) {
        for (JsonNode server : pair.path("servers")) {
          if (!server.path("health").asText().equals("Healthy")) {
            complaints.add(
                "%s of %s through %s is not healthy"
                    .formatted(
                        server.path("address").asText(),
                        name(pool.path("backendAddressPool")),
                        name(pair.path("backendHttpSettings"))));
          }
        }
      }
    }
  }

  private static String name(JsonNode reference) {
    String id = reference.path("id").asText();
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private void served(Way way) {
    Set<Integer> statuses =
        world.causes().statuses(topology.gatewayId(), way.listener().host(), way.path());
    if (statuses.isEmpty()) {
      complaints.add("clients do not get in for " + request(way));
    } else if (statuses.stream().anyMatch(status -> status >= FIRST_ERROR)) {
      complaints.add(errors(way));
    }
  }

  /** What it is called that clients get errors on this way. */
  static String errors(Way way) {
    return "clients get errors for " + request(way);
  }

  private static String request(Way way) {
    return way.listener().host() + way.path();
  }

  /** Clients at this port begin with TLS, which the model of the traffic does not look at. */
  private void speaks(Listener listener, ObjectNode properties) {
    for (ObjectNode shown : Json.objects(properties.path("httpListeners"))) {
      String port = name(Json.properties(shown).path("frontendPort"));
      boolean plain = Json.properties(shown).path("protocol").asText().equals("Http");
      boolean atTlsPort =
          Json.objects(properties.path("frontendPorts")).stream()
              .filter(one -> one.path("name").asText().equals(port))
              .anyMatch(one -> Json.properties(one).path("port").asInt() == TLS_PORT);
      if (shown.path("name").asText().equals(listener.name()) && plain && atTlsPort) {
        complaints.add(listener.name() + " speaks plain HTTP at port 443");
      }
    }
  }

  /** The twin serves more than a gateway could; its metrics tell how much more. */
  private void load(ObjectNode properties) {
    double requests =
        world.causes().load().of(topology.gatewayId()).stream()
            .mapToDouble(stream -> stream.requestsPerSecond())
            .sum();
    int automatic = properties.path("autoscaleConfiguration").path("maxCapacity").asInt(0);
    int most = Math.max(automatic, properties.path("sku").path("capacity").asInt(0));
    if (requests >= CapacityFaults.REQUESTS_OF_AN_INSTANCE * most) {
      complaints.add("the load is more than " + most + " instances take");
    }
  }
}
