package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.network.AddressRange;
import io.gatewayresponder.lab.twin.network.Network;
import io.gatewayresponder.lab.twin.network.PrivateSpace;
import io.gatewayresponder.lab.twin.network.Reach;
import io.gatewayresponder.lab.twin.network.Reach.Leg;
import io.gatewayresponder.lab.twin.servers.WebServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A connection from a gateway's first instance to a server, told hop by hop in the shape of Network
 * Watcher's ConnectivityInformation. Words and fields are those of its specification and of its
 * documented examples: a check that fails has no latencies, a hop outside has no resource.
 */
record Connectivity(Network network, BackendCall backend) {

  /** As many as the documented examples send. */
  private static final int PROBES = 100;

  /** What connections inside a region take, in milliseconds. */
  private static final int LEAST_LATENCY = 1;

  private static final int MOST_LATENCY = 4;

  /** What is in the way, and at which end of it the answer says so. */
  private record Issue(
      boolean atSource, String origin, String type, Optional<String> key, String value) {}

  ObjectNode check(GatewayDocument gateway, String destination, int port) {
    refuseFirstGeneration(gateway);
    String here = network.instances(gateway.subnetId(), 1).stream().findFirst().orElse("0.0.0.0");
    Optional<String> address = backend.address(destination);
    Optional<Issue> issue =
        address.isEmpty()
            ? Optional.of(new Issue(true, "Local", "DnsResolution", Optional.empty(), ""))
            : issue(gateway, here, destination, address.get(), port);
    return tell(gateway, here, address.orElse(destination), issue);
  }

  /** That it refuses is documented; the status and the code are inferred. */
  private static void refuseFirstGeneration(GatewayDocument gateway) {
    if (gateway.isFirstGeneration()) {
      throw new ArmError(
          400,
          "UnsupportedSourceResource",
          "Connectivity cannot be checked from the application gateway "
              + gateway.id()
              + ": only gateways of the v2 SKU are supported as source.");
    }
  }

  private Optional<Issue> issue(
      GatewayDocument gateway, String here, String destination, String address, int port) {
    Reach reach = network.connect(gateway.subnetId(), here, address, port);
    if (reach instanceof Reach.Blocked blocked) {
      return Optional.of(of(blocked));
    }
    var asked =
        new BackendCall.Asked(
            destination, MissingNode.getInstance(), "Http", port, destination, "/", Instant.EPOCH);
    Optional<WebServer> server = backend.process(gateway, asked, address);
    if (server.isPresent() && server.get().listening() && server.get().firewalled()) {
      return Optional.of(new Issue(false, "Local", "GuestFirewall", Optional.empty(), ""));
    }
    // There is no word for a port on which nobody listens.
    return server.filter(WebServer::accepts).isPresent()
        ? Optional.empty()
        : Optional.of(new Issue(false, "Local", "Unknown", Optional.empty(), ""));
  }

  private static Issue of(Reach.Blocked blocked) {
    return switch (blocked.obstacle()) {
      // The prefixes are those of the documented examples.
      case USER_RULE -> rule(blocked, "UserRule_");
      case DEFAULT_RULE -> rule(blocked, "DefaultRule_");
      case USER_ROUTE -> route(blocked, "User");
      case SYSTEM_ROUTE -> route(blocked, "System");
      case NO_SUCH_PLACE -> new Issue(true, "Local", "Platform", Optional.empty(), "");
    };
  }

  private static Issue rule(Reach.Blocked blocked, String prefix) {
    boolean leaving = blocked.leg() == Leg.LEAVING;
    return new Issue(
        leaving,
        leaving ? "Outbound" : "Inbound",
        "NetworkSecurityRule",
        Optional.of("RuleName"),
        prefix + blocked.name());
  }

  private static Issue route(Reach.Blocked blocked, String type) {
    return new Issue(
        blocked.leg() == Leg.LEAVING,
        "Outbound",
        "UserDefinedRoute",
        Optional.of("RouteType"),
        type);
  }

  private ObjectNode tell(
      GatewayDocument gateway, String here, String there, Optional<Issue> issue) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    ArrayNode hops = told.putArray("hops");
    addHop(hops, "Source", here, gateway.id(), List.of(id(there)), issue.filter(Issue::atSource));
    addHop(
        hops,
        isInside(there) ? "VnetLocal" : "Internet",
        there,
        network.configurationAt(gateway.subnetId(), there).orElse("Unknown"),
        List.of(),
        issue.filter(each -> !each.atSource()));
    told.put("connectionStatus", issue.isEmpty() ? "Reachable" : "Unreachable");
    if (issue.isEmpty()) {
      told.put("avgLatencyInMs", (LEAST_LATENCY + MOST_LATENCY) / 2);
      told.put("minLatencyInMs", LEAST_LATENCY);
      told.put("maxLatencyInMs", MOST_LATENCY);
    }
    return told.put("probesSent", PROBES).put("probesFailed", issue.isEmpty() ? 0 : PROBES);
  }

  private static void addHop(
      ArrayNode hops,
      String type,
      String address,
      String resource,
      List<String> next,
      Optional<Issue> issue) {
    ObjectNode hop = hops.addObject().put("type", type).put("id", id(address));
    hop.put("address", address).put("resourceId", resource);
    next.forEach(hop.putArray("nextHopIds")::add);
    ArrayNode issues = hop.putArray("issues");
    if (issue.isPresent()) {
      ObjectNode shown = issues.addObject().put("origin", issue.get().origin());
      shown.put("severity", "Error").put("type", issue.get().type());
      ArrayNode context = shown.putArray("context");
      issue
          .get()
          .key()
          .ifPresent(key -> context.addObject().put("key", key).put("value", issue.get().value()));
    }
  }

  private static String id(String address) {
    return UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static boolean isInside(String address) {
    return AddressRange.address(address).map(PrivateSpace::contains).orElse(false);
  }
}
