package io.gatewayresponder.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.fault.Dice;
import io.gatewayresponder.lab.fault.Fault;
import io.gatewayresponder.lab.fault.Remedy;
import io.gatewayresponder.lab.fault.Topology;
import io.gatewayresponder.lab.fault.Topology.Server;
import io.gatewayresponder.lab.fault.Topology.Setting;
import io.gatewayresponder.lab.fault.Truth;
import io.gatewayresponder.lab.fault.World;
import io.gatewayresponder.lab.twin.estate.GatewayReferences;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.servers.Authorities;
import io.gatewayresponder.lab.twin.servers.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What the catalogue has no fault for: states in which a gateway serves nobody at all, and the
 * first generation's trust in single certificates, which no drawn gateway needs. Resolutions know
 * them, so scenarios play them, on gateways that are cut to fit.
 */
final class RareFaults {
  private static final String LISTED = "authenticationCertificates";

  private RareFaults() {}

  /** Nothing leads requests anywhere. */
  static Fault rulesGone() {
    return fault(
        "rules-gone",
        (world, dice) -> {
          editGateway(world, gateway -> gateway.putArray("requestRoutingRules"));
          return Truth.of("rules-gone", "3.x3");
        });
  }

  /** There is no pool, and the rule names none. */
  static Fault poolsGone() {
    return fault(
        "pools-gone",
        (world, dice) -> {
          editGateway(
              world,
              gateway -> {
                gateway.putArray("backendAddressPools");
                Json.objects(gateway.path("requestRoutingRules"))
                    .forEach(rule -> Json.properties(rule).remove("backendAddressPool"));
              });
          List<Server> servers = world.topology().usedPools().get(0).servers();
          return Truth.of("pools-gone", "1b.5")
              .answering(
                  "servers", String.join(", ", servers.stream().map(Server::member).toList()));
        });
  }

  /** All servers show a renewed certificate, with a new key, that the gateway does not list. */
  static Fault certificateRenewed() {
    return fault(
        "certificate-renewed",
        (world, dice) -> {
          for (Server server : world.topology().servers()) {
            Setting setting = world.topology().settings().get(0);
            Certificate renewed =
                certificate(setting)
                    .valid(
                        world.clock().instant().minus(Duration.ofHours(1)),
                        world.clock().instant().plus(Duration.ofDays(90)));
            world.backends().setCertificate(server.address(), setting.port(), renewed);
          }
          return Truth.of("certificate-renewed", "2d.4");
        });
  }

  /** A gateway of the same seed with only its first rule, and what that leads to. */
  static Topology withOneWay(Topology whole) {
    Topology.Way way = whole.ways().get(0);
    Topology.Way only =
        new Topology.Way(
            way.listener(),
            way.rule(),
            Optional.empty(),
            false,
            way.path(),
            way.pool(),
            way.setting(),
            way.requestsPerSecond());
    return new Topology(
        whole.seed(),
        whole.scope(),
        whole.gateway(),
        whole.tier(),
        whole.autoscale(),
        whole.mostInstances(),
        whole.gatewayPlace(),
        whole.serverPlaces(),
        List.of(way.pool()),
        List.of(way.setting()),
        List.of(way.listener()),
        List.of(only),
        whole.logs());
  }

  /** As above, and its servers speak TLS. */
  static Topology encrypted(Topology whole) {
    Topology one = withOneWay(whole);
    Topology.Way way = one.ways().get(0);
    Setting plain = way.setting();
    Setting setting =
        new Setting(
            plain.name(),
            "Https",
            443,
            "shop.example",
            false,
            plain.requestTimeoutSeconds(),
            Optional.empty(),
            Optional.empty());
    return new Topology(
        one.seed(),
        one.scope(),
        one.gateway(),
        one.tier(),
        one.autoscale(),
        one.mostInstances(),
        one.gatewayPlace(),
        one.serverPlaces(),
        one.pools(),
        List.of(setting),
        one.listeners(),
        List.of(
            new Topology.Way(
                way.listener(),
                way.rule(),
                way.pathMap(),
                way.isDefault(),
                way.path(),
                way.pool(),
                setting,
                way.requestsPerSecond())),
        one.logs());
  }

  /** The gateway lists the certificate that its servers show. */
  static void listCertificate(World world) {
    Setting setting = world.topology().settings().get(0);
    String data = Authorities.base64(world.backends().authorities().leaf(certificate(setting)));
    editGateway(
        world,
        gateway -> {
          String id = world.topology().gatewayId() + "/" + LISTED + "/first";
          ObjectNode listed = gateway.putArray(LISTED).addObject().put("name", "first");
          listed.put("id", id).putObject("properties").put("data", data);
          ArrayNode trusted =
              Json.properties((ObjectNode) gateway.path("backendHttpSettingsCollection").get(0))
                  .putArray(LISTED);
          trusted.add(Json.reference(id));
        });
  }

  /** What servers show from the beginning. */
  private static Certificate certificate(Setting setting) {
    return Certificate.of(setting.hostName());
  }

  private static void editGateway(World world, Consumer<ObjectNode> edit) {
    world
        .estate()
        .update(
            world.topology().gatewayId(),
            gateway -> {
              edit.accept(Json.properties(gateway));
              GatewayReferences.reverse(gateway);
            });
  }

  /** What a person would answer is all that a scenario wants to know of the truth. */
  private static Fault fault(String name, BiFunction<World, Dice, Truth> breaking) {
    return new Fault(
        name, Set.of(), topology -> true, "", new Remedy(Remedy.By.A_WRITE, ""), breaking);
  }
}
