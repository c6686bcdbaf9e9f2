package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.AddressRange;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Gives servers to a pool that a rule uses and that has none. Which ones is asked for; what the
 * pool holds already, network interfaces included, stays.
 */
final class FillPool implements Resolution {
  @Override
  public Family family() {
    return Family.D;
  }

  @Override
  public String name() {
    return "FillPool";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight.gateway().asFound().stream()
        .flatMap(
            gateway ->
                EmptyPools.used(gateway).stream()
                    .map(pool -> option(pool, gateway, causes, sight, answers)))
        .toList();
  }

  private Option option(
      String pool, Gateway gateway, List<Finding> causes, Sight sight, Answers answers) {
    OptionDraft draft =
        Option.draft(
            this, pool, "Give servers to pool " + pool + " of " + sight.gatewayId().name());
    Parameter servers = draft.ask(PoolServers.of(sight, gateway, pool).asParameter(), answers);
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    if (servers.isSet()) {
      edit.edit(Routed.POOLS, pool, properties -> extend(properties, servers.value()));
    }
    SightAfter then = new SightAfter(sight, edit.changes());
    List<Finding> cured =
        servers.isSet()
            ? Stream.concat(
                    EmptyPools.cured(causes, pool, then).stream(),
                    Routed.about(causes, new Subject.Pool(pool)).stream())
                .distinct()
                .toList()
            : causes;
    return draft
        .why("Pool " + pool + " has no servers, and rules send requests to it.")
        .recommended(servers.isSet() || PoolHistory.of(sight, gateway).hadServers(pool))
        .changes(edit.changes())
        .sideEffects(List.of("These servers get requests of every rule that leads to this pool."))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .guidance(guidance(gateway))
        .cures(cured, sight)
        .recovery(
            "The write takes minutes; then the servers are probed, and each should turn healthy"
                + " within one or two probe intervals.")
        .done();
  }

  /** Whatever is in the list stays, and comes once. */
  static void extend(ObjectNode pool, String servers) {
    ArrayNode list = pool.withArray("/backendAddresses");
    Set<String> there = new TreeSet<>();
    for (JsonNode address : list) {
      there.add(address.path("ipAddress").asText().toLowerCase(Locale.ROOT));
      there.add(address.path("fqdn").asText().toLowerCase(Locale.ROOT));
    }
    for (String server : ParameterType.entries(servers)) {
      if (there.add(server.toLowerCase(Locale.ROOT))) {
        boolean isAddress = AddressRange.find(server).isPresent();
        list.addObject().put(isAddress ? "ipAddress" : "fqdn", server);
      }
    }
  }

  private static List<String> guidance(Gateway gateway) {
    List<String> guidance = new ArrayList<>();
    guidance.add(
        "Find out first whether a deployment emptied the pool: the next one may do so again.");
    List<String> unused = EmptyPools.unused(gateway);
    if (!unused.isEmpty()) {
      guidance.add(
          "No rule uses pool "
              + String.join(", ", unused)
              + ", which has no servers either: there the rule is missing, or the pool is left"
              + " over.");
    }
    return guidance;
  }
}
