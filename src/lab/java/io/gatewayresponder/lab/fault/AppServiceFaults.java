package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Places.Probed;
import io.gatewayresponder.lab.fault.Topology.Kind;
import io.gatewayresponder.lab.fault.Topology.Way;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** App Service apps and API Management: hosts that they do not know, and doors that they shut. */
final class AppServiceFaults {
  /** What the API does not answer. */
  private static final Set<String> NOT_THERE = Set.of("/", "/health", "/internal-status");

  private static final String FOREIGN = "nobody-knows.example";

  private AppServiceFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("app-gets-clients-host", AppServiceFaults::clientsHost, "1b.1", "5.2")
            .where(topology -> !separate(topology).isEmpty()),
        Fault.of("app-gets-foreign-host", AppServiceFaults::foreignHost, "1b.1", "5.3")
            .where(topology -> !separate(topology).isEmpty()),
        Fault.of("app-host-unbound", AppServiceFaults::unbound, "1b.1")
            .where(topology -> !bound(topology).isEmpty()),
        Fault.of("app-denies-gateway", AppServiceFaults::denied, "1b.2", "5.4")
            .where(topology -> !apps(topology, any -> true).isEmpty()),
        Fault.of("app-stopped", AppServiceFaults::stopped, "1b.2", "5.x1")
            .where(topology -> !apps(topology, any -> true).isEmpty())
            .forPeople("whoever stopped the app had a reason"),
        Fault.of("api-probed-elsewhere", AppServiceFaults::otherPath, "2c.x11")
            .where(topology -> !apis(topology).isEmpty()),
        Fault.of("api-probed-by-default", AppServiceFaults::defaultProbe, "2b.x1")
            .where(topology -> !apis(topology).isEmpty()));
  }

  private static List<Probed> apps(Topology topology, Predicate<Probed> which) {
    return Places.probed(
        topology, each -> each.pool().kind() == Kind.APP_SERVICE && which.test(each));
  }

  private static List<Probed> apis(Topology topology) {
    return Places.probed(topology, each -> each.pool().kind() == Kind.API_MANAGEMENT);
  }

  /** Apps that are probed by a host of the probe's own, whatever requests are sent with. */
  private static List<Probed> separate(Topology topology) {
    return apps(
        topology, each -> !each.setting().probe().map(Topology.Probe::host).orElse("").isEmpty());
  }

  private static List<Probed> bound(Topology topology) {
    return separate(topology).stream().filter(each -> !each.setting().picksHost()).toList();
  }

  /** The setting names no host and picks none: the client's goes on to the app. */
  private static Truth clientsHost(World world, Dice dice) {
    Probed hit = dice.pick(separate(world.topology()));
    world.editPart(
        "backendHttpSettingsCollection",
        hit.setting().name(),
        json -> {
          json.put("pickHostNameFromBackendAddress", false);
          json.remove("hostName");
        });
    List<String> hosts =
        ways(world.topology(), hit).stream().map(way -> way.listener().host()).distinct().toList();
    hosts.forEach(host -> world.sites().unbind(world.topology().siteId(hit.server()), host));
    return foreign("app-gets-clients-host", world, hit, hosts, "5.2");
  }

  private static List<Way> ways(Topology topology, Probed hit) {
    return topology.ways().stream().filter(way -> way.setting().equals(hit.setting())).toList();
  }

  private static Truth foreignHost(World world, Dice dice) {
    Probed hit = dice.pick(separate(world.topology()));
    world.editPart(
        "backendHttpSettingsCollection",
        hit.setting().name(),
        json -> json.put("pickHostNameFromBackendAddress", false).put("hostName", FOREIGN));
    return foreign("app-gets-foreign-host", world, hit, List.of(), "5.3");
  }

  /** Somebody takes the binding off the app with which its requests come. */
  private static Truth unbound(World world, Dice dice) {
    Probed hit = dice.pick(bound(world.topology()));
    List<String> hosts =
        ways(world.topology(), hit).stream().map(PlatformServers::sentHost).distinct().toList();
    hosts.forEach(host -> world.sites().unbind(world.topology().siteId(hit.server()), host));
    return foreign(
        "app-host-unbound", world, hit, hosts, hit.setting().hostName().isEmpty() ? "5.2" : "5.3");
  }

  /**
   * The requests of the setting that was hit are sent with a host that is not the app's, and so are
   * those of other settings that send one of these hosts. None of them reaches the application; nor
   * do probes that ask for such a host, whose certificate or answer is then the platform's.
   */
  private static Truth foreign(
      String fault, World world, Probed hit, List<String> unbound, String row) {
    Topology topology = world.topology();
    List<Way> lost =
        topology.ways().stream()
            .filter(way -> way.pool().equals(hit.pool()))
            .filter(
                way ->
                    way.setting().equals(hit.setting())
                        || (!way.setting().picksHost()
                            && unbound.contains(PlatformServers.sentHost(way))))
            .toList();
    List<Probed> misled =
        apps(
            topology,
            each ->
                each.server().equals(hit.server())
                    && unbound.contains(each.setting().probeHost(each.server())));
    Truth truth =
        Truth.of(fault, row)
            .about("pool", hit.pool().name())
            .about("setting", lost.stream().map(way -> way.setting().name()).distinct().toList())
            .about("server", hit.server().member())
            .seenAt(List.of("app " + hit.server().member()))
            .darkening(lost.stream().map(Places::place).toList())
            .darkening(Places.dark(misled, "answer"));
    // The platform's front end closes such a request's connection, and the log says so.
    return misled.isEmpty() ? truth.besides("6b.x1") : truth.besides("6b.x1", "2d.3", "2c.1");
  }

  private static Truth denied(World world, Dice dice) {
    Probed hit = dice.pick(apps(world.topology(), any -> true));
    world
        .sites()
        .restrict(
            world.topology().siteId(hit.server()),
            List.of(PlatformServers.rule("office", "198.18.7.0/24", dice.between(100, 300))));
    return shut("app-denies-gateway", world, hit, "5.4");
  }

  private static Truth stopped(World world, Dice dice) {
    Probed hit = dice.pick(apps(world.topology(), any -> true));
    world.sites().setRunning(world.topology().siteId(hit.server()), false);
    return shut("app-stopped", world, hit, "5.x1");
  }

  private static Truth shut(String fault, World world, Probed hit, String row) {
    List<Probed> failing = apps(world.topology(), each -> each.server().equals(hit.server()));
    return Places.about(world.topology(), Truth.of(fault, row), failing, "front end")
        .seenAt(List.of("app " + hit.server().member()))
        .darkening(Places.dark(failing, "answer"));
  }

  private static Truth otherPath(World world, Dice dice) {
    Probed hit = dice.pick(apis(world.topology()));
    world.editPart(
        "probes",
        hit.setting().probe().orElseThrow().name(),
        json -> json.put("path", dice.pick(List.of("/", "/health", "/internal-status"))));
    return probedElsewhere("api-probed-elsewhere", world, hit, "2c.x11");
  }

  private static Truth defaultProbe(World world, Dice dice) {
    Probed hit = dice.pick(apis(world.topology()));
    world.editPart(
        "backendHttpSettingsCollection", hit.setting().name(), json -> json.remove("probe"));
    return probedElsewhere("api-probed-by-default", world, hit, "2b.x1");
  }

  /** A client's path may be the root, and answered there: then the probe must go elsewhere. */
  private static Truth probedElsewhere(String fault, World world, Probed hit, String row) {
    for (String path : NOT_THERE) {
      world
          .backends()
          .setAnswer(
              hit.server().member(),
              hit.setting().port(),
              Optional.empty(),
              Optional.of(path),
              404,
              Duration.ZERO);
    }
    List<Probed> failing =
        Places.probed(world.topology(), each -> each.setting().equals(hit.setting()));
    List<Probed> asked =
        Places.probed(
            world.topology(),
            each ->
                each.server().equals(hit.server())
                    && each.setting().port() == hit.setting().port());
    return Places.about(world.topology(), Truth.of(fault, row), failing, "answer")
        .darkening(Places.dark(failing, "answer"))
        .leaving(Places.errors(world.topology(), asked, NOT_THERE));
  }
}
