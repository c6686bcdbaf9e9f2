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
