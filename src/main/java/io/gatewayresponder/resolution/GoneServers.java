package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendPool;
import io.gatewayresponder.evidence.EffectiveProbe;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.NetworkPath;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses of one pool that nothing in their subnets has any more, and that no probe calls
 * healthy.
 *
 * @param causes that say so of this pool
 * @param gone in the pool's order
 * @param subnet the name of the subnet that the first of them would be in
 * @param left how many other servers the pool has
 */
record GoneServers(
    Gateway gateway,
    BackendPool pool,
    List<Finding> causes,
    List<String> gone,
    String subnet,
    int left) {

  /** One for each pool that the causes are about, and that has such addresses. */
  static List<GoneServers> of(List<Finding> causes, Sight sight) {
    return sight.gateway().asFound().stream()
        .flatMap(gateway -> of(causes, gateway, sight).stream())
        .toList();
  }

  private static List<GoneServers> of(List<Finding> causes, Gateway gateway, Sight sight) {
    return CausesBySetting.grouped(causes, Subject.Pair::pool).entrySet().stream()
        .flatMap(
            entry ->
                gateway.pool(entry.getKey()).stream()
                    .flatMap(pool -> of(pool, entry.getValue(), gateway, sight).stream()))
        .toList();
  }

  private static Optional<GoneServers> of(
      BackendPool pool, List<Finding> causes, Gateway gateway, Sight sight) {
    List<Integer> ports =
        causes.stream()
            .flatMap(cause -> cause.subject().asPair().stream())
            .map(Subject.Pair::setting)
            .flatMap(setting -> gateway.effectiveProbe(setting).stream())
            .map(EffectiveProbe::port)
            .distinct()
            .toList();
    Map<String, String> subnets = new LinkedHashMap<>();
    for (String address : pool.addresses()) {
      boolean serves =
          causes.stream()
              .flatMap(cause -> cause.subject().asPair().stream())
              .anyMatch(pair -> PairServers.isHealthy(pair, address, sight));
      for (int port : ports) {
        if (!serves
            && NetworkPath.look(sight, gateway, address, port)
                instanceof NetworkPath.Vacant vacant) {
          subnets.put(address, vacant.subnet());
        }
      }
    }
    return subnets.entrySet().stream()
        .findFirst()
        .map(
            first ->
                new GoneServers(
                    gateway,
                    pool,
                    List.copyOf(causes),
                    List.copyOf(subnets.keySet()),
                    first.getValue(),
                    pool.addresses().size() - subnets.size() + pool.ipConfigurations().size()));
  }

  /** Such as {@code 10.0.1.6}, or a short list. */
  String names() {
    return String.join(", ", gone);
  }

  /** One sentence. */
  String why() {
    return "Pool %s sends requests to %s, and nothing in subnet %s has %s."
        .formatted(
            pool.name(), names(), subnet, gone.size() == 1 ? "that address" : "these addresses");
  }

  /** Where the machine is that had the address. */
  static List<String> guidance() {
    return List.of(
        "See which machine had the address and which it has now: az network nic list --query"
            + " \"[].{name:name, address:ipConfigurations[0].privateIPAddress}\" -o table. A machine"
            + " that is only deallocated keeps its interface and its address; one that was made"
            + " anew may have got another.",
        "An address that a pool names should be static on its interface, or the pool should name"
            + " the interface.");
  }
}
