package io.gatewayresponder.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gateway as an App Service app sees it: a subnet, where the subnet has the service endpoint of
 * App Service, and otherwise the gateway's public addresses.
 *
 * @param subnetId the gateway's subnet; nothing where it could not be read
 * @param throughEndpoint true when the subnet has the service endpoint
 * @param addresses the public addresses; empty where they are not known
 * @param notKnown sentences about what could not be read or judged
 */
public record AppCaller(
    Optional<ResourceId> subnetId,
    boolean throughEndpoint,
    List<String> addresses,
    List<String> notKnown) {
  private static final String APP_SERVICE = "Microsoft.Web";

  public static AppCaller look(Sight sight, Gateway gateway) {
    return sight.made(AppCaller.class, () -> read(sight, gateway));
  }

  private static AppCaller read(Sight sight, Gateway gateway) {
    List<String> notKnown = new ArrayList<>();
    Optional<ResourceId> subnetId = gateway.subnetId();
    Optional<Subnet> subnet =
        subnetId.flatMap(
            id ->
                read(sight.virtualNetwork(id.root()), notKnown)
                    .flatMap(network -> network.subnet(id)));
    if (subnet.isEmpty()) {
      notKnown.add("the gateway's subnet is not known");
      return new AppCaller(Optional.empty(), false, List.of(), List.copyOf(notKnown));
    }
    if (subnet.get().hasServiceEndpoint(APP_SERVICE)) {
      return new AppCaller(subnetId, true, List.of(), List.of());
    }
    List<String> addresses =
        leavesByItsOwnAddress(sight, subnet.get(), notKnown)
            ? addresses(sight, gateway, notKnown)
            : List.of();
    return new AppCaller(
        subnetId, false, notKnown.isEmpty() ? addresses : List.of(), List.copyOf(notKnown));
  }

  private static List<String> addresses(Sight sight, Gateway gateway, List<String> notKnown) {
    List<String> addresses = new ArrayList<>();
    for (FrontendAddress frontend : gateway.frontends()) {
      frontend
          .publicAddressId()
          .flatMap(id -> read(sight.publicAddress(id), notKnown))
          .map(PublicAddress::address)
          .filter(address -> AddressRange.find(address).isPresent())
          .ifPresent(addresses::add);
    }
    if (addresses.isEmpty() && notKnown.isEmpty()) {
      notKnown.add("the gateway has no public address by which it would leave");
    }
    return List.copyOf(addresses);
  }

  /** False where a NAT gateway or a route may lead requests out by another address. */
  private static boolean leavesByItsOwnAddress(Sight sight, Subnet subnet, List<String> notKnown) {
    if (subnet.hasNatGateway()) {
      notKnown.add("the gateway's subnet leaves by a NAT gateway, whose address is not examined");
      return false;
    }
    return subnet
        .routeTableId()
        .map(
            id ->
                read(sight.routeTable(id), notKnown)
                    .map(table -> leavesByItsOwnAddress(table, notKnown))
                    .orElse(false))
        .orElse(true);
  }

  private static boolean leavesByItsOwnAddress(RouteTable table, List<String> notKnown) {
    Optional<RouteTable.Route> away =
        table.routes().stream()
            .filter(route -> !route.nextHopType().equalsIgnoreCase("Internet"))
            .filter(route -> !route.nextHopType().equalsIgnoreCase("VnetLocal"))
            .filter(route -> route.range().map(range -> !range.isPrivate()).orElse(true))
            .findFirst();
    away.ifPresent(
        route ->
            notKnown.add(
                "route %s of route table %s leads away from the Internet"
                    .formatted(route.name(), table.name())));
    return away.isEmpty();
  }

  private static <T> Optional<T> read(Look<T> look, List<String> notKnown) {
    if (look instanceof Look.Unreadable<T> unreadable) {
      notKnown.add(unreadable.sentence());
    }
    return look.asFound();
  }
}
