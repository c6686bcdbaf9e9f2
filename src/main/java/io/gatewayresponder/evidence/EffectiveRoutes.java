package io.gatewayresponder.evidence;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The routes by which traffic leaves a subnet towards addresses of its own network or a peered one:
 * the system's, with the subnet's route table laid over them. The longest prefix wins, and of two
 * equal ones the table's. What the network learns over BGP does not count here: documented, the
 * system's routes for its own and peered networks come before it.
 */
final class EffectiveRoutes {
  /** Where traffic goes. */
  sealed interface Way {
    /** To its destination by itself. */
    record Straight() implements Way {}

    /** By this route, which does not lead straight to the destination. */
    record By(RouteTable.Route route) implements Way {}

    /** By this route for a part of the addresses, and otherwise for others. */
    record PartlyBy(RouteTable.Route route) implements Way {}
  }

  /** A prefix with the table's route for it; without one for the system's. */
  private record Entry(AddressRange range, Optional<RouteTable.Route> made) {
    BigInteger size() {
      return range.last().subtract(range.first());
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param network the subnet's network
   * @param straight further ranges that the system leads straight to, such as a private endpoint
   */
  EffectiveRoutes(VirtualNetwork network, Optional<RouteTable> table, List<AddressRange> straight) {
    network.virtualNetworkTag().forEach(range -> entries.add(new Entry(range, Optional.empty())));
    straight.forEach(range -> entries.add(new Entry(range, Optional.empty())));
    table.stream()
        .flatMap(known -> known.routes().stream())
        .forEach(
            route ->
                route
                    .range()
                    .ifPresent(range -> entries.add(new Entry(range, Optional.of(route)))));
    entries.sort(
        Comparator.comparing(Entry::size).thenComparing(entry -> entry.made().isEmpty() ? 1 : 0));
  }

  /** How traffic gets to these addresses, all of them. */
  Way to(List<AddressRange> targets) {
    List<Optional<RouteTable.Route>> pieces =
        targets.stream()
            .flatMap(target -> starts(target).stream().map(start -> detour(start, target)))
            .toList();
    Optional<RouteTable.Route> first = pieces.stream().flatMap(Optional::stream).findFirst();
    if (first.isEmpty()) {
      return new Way.Straight();
    }
    boolean alike =
        pieces.stream()
            .allMatch(
                piece -> piece.map(route -> drops(route) == drops(first.get())).orElse(false));
    return alike ? new Way.By(first.get()) : new Way.PartlyBy(first.get());
  }

  private static boolean drops(RouteTable.Route route) {
    return route.nextHopType().equalsIgnoreCase("None");
  }

  /** Where within the target another prefix may begin to hold. */
  private Set<BigInteger> starts(AddressRange target) {
    TreeSet<BigInteger> starts = new TreeSet<>(List.of(target.first()));
    for (Entry entry : entries) {
      if (entry.range().bits() == target.bits()) {
        starts.add(entry.range().first());
        starts.add(entry.range().last().add(BigInteger.ONE));
      }
    }
    return new TreeSet<>(starts.subSet(target.first(), true, target.last(), true));
  }

  private Optional<RouteTable.Route> detour(BigInteger address, AddressRange target) {
    AddressRange one = new AddressRange(target.bits(), address, address);
    return entries.stream()
        .filter(entry -> entry.range().contains(one))
        .findFirst()
        .flatMap(Entry::made)
        .filter(route -> !leadsStraight(route, target));
  }

  /** An appliance that is itself the destination is no detour. */
  private static boolean leadsStraight(RouteTable.Route route, AddressRange target) {
    return route.nextHopType().equalsIgnoreCase("VnetLocal")
        || AddressRange.find(route.nextHopAddress()).filter(target::equals).isPresent();
  }
}
