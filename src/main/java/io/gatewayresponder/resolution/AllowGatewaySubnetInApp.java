package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.AppCaller;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.Subnet;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets the gateway into apps by its subnet. App Service knows a subnet only where that has the
 * service endpoint Microsoft.Web; where it is missing it is added first, unless that would shut the
 * gateway out of another app, which knows it by its address.
 */
final class AllowGatewaySubnetInApp implements Resolution {
  @Override
  public Family family() {
    return Family.I;
  }

  @Override
  public String name() {
    return "AllowGatewaySubnetInApp";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    List<Finding> refused = AppWords.refusals(causes);
    List<AppDoors.Door> doors = AppDoors.shut(refused, sight);
    Optional<AppCaller> caller = AppDoors.caller(sight);
    Optional<ResourceId> subnetId = caller.flatMap(AppCaller::subnetId);
    if (doors.isEmpty() || subnetId.isEmpty()) {
      return List.of();
    }
    boolean known = caller.get().throughEndpoint();
    Optional<Change> endpoint = known ? Optional.empty() : endpoint(subnetId.get(), sight);
    if (!known && endpoint.isEmpty()) {
      return List.of();
    }
    return AppAllow.plan(
            doors,
            endpoint.stream().toList(),
            rule -> rule.put("vnetSubnetResourceId", subnetId.get().toString()),
            sight)
        .filter(changes -> AppDoors.shutsNobodyOut(sight, new SightAfter(sight, changes)))
        .map(changes -> List.of(option(!known, changes, doors, subnetId.get(), refused, sight)))
        .orElse(List.of());
  }

  /** A NAT gateway would have to be written with the subnet, for which the role has no right. */
  private static Optional<Change> endpoint(ResourceId subnetId, Sight sight) {
    return sight
        .virtualNetwork(subnetId.root())
        .asFound()
        .flatMap(network -> network.subnet(subnetId))
        .filter(subnet -> !subnet.hasNatGateway())
        .map(Subnet::document)
        .map(document -> Change.put(subnetId, document, withEndpoint(document)));
  }

  private static JsonNode withEndpoint(JsonNode subnet) {
    ObjectNode body = (ObjectNode) Volatile.body(subnet);
    body.withObject("/properties")
        .withArray("/serviceEndpoints")
        .addObject()
        .put("service", "Microsoft.Web")
        .putArray("locations")
        .add("*");
    return body;
  }

  private Option option(
      boolean adds,
      List<Change> changes,
      List<AppDoors.Door> doors,
      ResourceId subnetId,
      List<Finding> causes,
      Sight sight) {
    List<String> sideEffects = new ArrayList<>();
    sideEffects.add(
        "Everything in subnet %s gets in, other gateways too.".formatted(subnetId.name()));
    if (adds) {
      sideEffects.add(
          "From the endpoint on every App Service app sees the subnet and no longer the gateway's"
              + " public address: an app elsewhere that lets in that address only refuses the"
              + " gateway then.");
      sideEffects.add("Connections to App Service that are open are broken off once.");
    }
    return Option.draft(
            this,
            AppWords.names(doors),
            "Let subnet %s into %s%s"
                .formatted(
                    subnetId.name(),
                    AppWords.list(doors),
                    adds ? ", with the service endpoint Microsoft.Web" : ""))
        .why(AppWords.sentences(doors, sight))
        // Without the endpoint the app knows the address: the smaller write, where it works.
        .recommended(!adds || !AllowGatewayAddressInApp.works(causes, sight))
        .risk(adds ? Option.Risk.MEDIUM : Option.Risk.LOW)
        .changes(changes)
        .sideEffects(sideEffects)
        .guidance(AppWords.guidance(doors))
        .cures(causes, sight)
        .recovery(AppWords.RECOVERY)
        .done();
  }
}
