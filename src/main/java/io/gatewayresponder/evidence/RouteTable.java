package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A route table as ARM describes it: the routes that somebody made, not the system's own. */
public record RouteTable(JsonNode document) {
  /** A route that somebody made. */
  public record Route(JsonNode document) {
    public String name() {
      return ArmDocument.name(document);
    }

    /** The route's id, made up as ARM does where the document has none. */
    String idIn(ResourceId table) {
      return ResourceId.find(ArmDocument.text(document, "id"))
          .map(ResourceId::toString)
          .orElseGet(() -> table + "/routes/" + name());
    }

    /** A CIDR range or a service tag. */
    public String prefix() {
      return ArmDocument.property(document, "addressPrefix");
    }

    /** Nothing for routes to service tags. */
    public Optional<AddressRange> range() {
      return AddressRange.find(prefix());
    }

    /** VirtualNetworkGateway, VnetLocal, Internet, VirtualAppliance or None. */
    public String nextHopType() {
      return ArmDocument.property(document, "nextHopType");
    }

    /** Such as {@code VirtualAppliance 10.0.9.4}, for people. */
    public String nextHop() {
      return nextHopAddress().isEmpty() ? nextHopType() : nextHopType() + " " + nextHopAddress();
    }

    /** The appliance's address; empty for other next hops. */
    public String nextHopAddress() {
      return ArmDocument.property(document, "nextHopIpAddress");
    }
  }

  public Optional<ResourceId> id() {
    return ResourceId.find(ArmDocument.text(document, "id"));
  }

  public String name() {
    return ArmDocument.name(document);
  }

  /** False where routes that the virtual network learns over BGP are kept out of the subnets. */
  public boolean acceptsLearnedRoutes() {
    return !document.path("properties").path("disableBgpRoutePropagation").asBoolean(false);
  }

  public List<Route> routes() {
    return ArmDocument.each(document, "routes").stream().map(Route::new).toList();
  }
}
