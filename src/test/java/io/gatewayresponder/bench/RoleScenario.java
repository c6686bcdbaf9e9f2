package io.gatewayresponder.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.lab.fault.Fault;
import io.gatewayresponder.lab.fault.Faults;
import io.gatewayresponder.lab.fault.Topologies;
import io.gatewayresponder.lab.fault.Topology;
import io.gatewayresponder.lab.fault.Truth;
import io.gatewayresponder.lab.fault.World;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A scenario in which rights are needed.
 *
 * @param scenario what is broken, and the option that mends it
 * @param with what takes a right that no drawn gateway asks for; empty for nothing
 */
record RoleScenario(OptionScenario scenario, String with) {
  private static final String DENY = "BlockBackends";

  /** Those of the options, and what larger companies have besides. */
  static List<RoleScenario> all() {
    List<RoleScenario> all = new ArrayList<>();
    OptionScenarios.all().forEach(scenario -> all.add(new RoleScenario(scenario, "")));
    all.add(
        new RoleScenario(
            OptionScenario.of("RaiseAutoscaleCeiling", "load-at-autoscale-ceiling", 4)
                .where(RoleScenario::keepCertificatesInVault),
            "certificates in a vault"));
    all.add(
        new RoleScenario(
            OptionScenario.of("RaiseAutoscaleCeiling", "load-at-autoscale-ceiling", 4)
                .where(RoleScenario::attachFirewallPolicy),
            "a firewall policy"));
    all.add(
        new RoleScenario(
            OptionScenario.of("DeprioritizeDeny", denyOfApplicationGroup(), Topologies.generate(4)),
            "a Deny of an application security group"));
    return List.copyOf(all);
  }

  /** A gateway reads them as an identity of its own, and refers to that. */
  private static void keepCertificatesInVault(World world) {
    world
        .estate()
        .update(
            world.topology().gatewayId(),
            gateway ->
                gateway
                    .putObject("identity")
                    .put("type", "UserAssigned")
                    .putObject("userAssignedIdentities")
                    .putObject(
                        scope(world) + "Microsoft.ManagedIdentity/userAssignedIdentities/reader"));
  }

  private static void attachFirewallPolicy(World world) {
    String policy =
        scope(world) + "Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/company";
    world
        .estate()
        .update(
            world.topology().gatewayId(),
            gateway -> Json.properties(gateway).set("firewallPolicy", Json.reference(policy)));
  }

  private static String scope(World world) {
    return world.topology().gatewayId().replaceFirst("Microsoft\\.Network/.*", "");
  }

  /** The Deny in the way names its targets by the application security group that they are in. */
  private static Fault denyOfApplicationGroup() {
    Fault deny =
        Faults.all().stream()
            .filter(fault -> fault.name().equals("nsg-on-servers-subnet"))
            .findFirst()
            .orElseThrow();
    return new Fault(
        "deny-of-application-group",
        deny.reaches(),
        deny.possible(),
        deny.exclusive(),
        deny.remedy(),
        (world, dice) -> {
          Truth truth = deny.apply().apply(world, dice);
          world.estate().ofType("Microsoft.Network/networkSecurityGroups").stream()
              .map(group -> group.path("id").asText())
              .forEach(group -> world.estate().update(group, it -> nameTargets(world, it)));
          return truth;
        });
  }

  private static void nameTargets(World world, ObjectNode group) {
    String name = group.path("name").asText();
    Topology topology = world.topology();
    Json.objects(group.path("properties").path("securityRules")).stream()
        .filter(rule -> rule.path("name").asText().equals(DENY))
        .map(Json::properties)
        .forEach(
            deny -> {
              String targets =
                  topology.servers().stream()
                      .filter(server -> server.place().group().filter(name::equals).isPresent())
                      .flatMap(server -> server.applicationGroup().stream())
                      .map(one -> topology.id("applicationSecurityGroups", one))
                      .findFirst()
                      .orElseThrow();
              deny.remove(List.of("destinationAddressPrefix", "destinationAddressPrefixes"));
              deny.putArray("destinationApplicationSecurityGroups").add(Json.reference(targets));
            });
  }

  /** Where the incident comes to rest when no right is missing. */
  State end() {
    return scenario.end();
  }

  Story play(TwinRoom.Shared shared) throws IOException {
    return scenario.on(
        shared, stage -> stage.loop().run(scenario.person(stage.broken()), () -> true));
  }

  @Override
  public String toString() {
    return with.isEmpty() ? scenario.toString() : scenario + ", " + with;
  }
}
