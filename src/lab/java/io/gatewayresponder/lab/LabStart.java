package io.gatewayresponder.lab;

import io.gatewayresponder.lab.bus.ServiceBus;
import io.gatewayresponder.lab.bus.ServiceBusOptions;
import io.gatewayresponder.lab.bus.queue.QueueOptions;
import io.gatewayresponder.lab.control.ArmRoutes;
import io.gatewayresponder.lab.control.ControlRoom;
import io.gatewayresponder.lab.control.ControlRoute;
import io.gatewayresponder.lab.control.NetworkRoutes;
import io.gatewayresponder.lab.control.PlatformRoutes;
import io.gatewayresponder.lab.control.TwinRoutes;
import io.gatewayresponder.lab.host.HostProcess;
import io.gatewayresponder.lab.identity.IdentityRoom;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.identity.Tokens;
import io.gatewayresponder.lab.storage.TableStorage;
import io.gatewayresponder.lab.teams.TeamsChannel;
import io.gatewayresponder.lab.twin.alerts.HttpTransport;
import io.gatewayresponder.lab.twin.arm.Access;
import io.gatewayresponder.lab.twin.arm.ArmOptions;
import io.gatewayresponder.lab.twin.arm.ArmServer;
import io.gatewayresponder.lab.twin.arm.LabAuthority;
import io.gatewayresponder.lab.twin.causes.Causes;
import io.gatewayresponder.lab.twin.causes.CausesOptions;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.servers.Backends;
import io.gatewayresponder.lab.vnet.VirtualNetwork;
import io.gatewayresponder.lab.web.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Starts the rooms in the order in which they need each other. */
final class LabStart {
  private static final Duration DUPLICATES_REMEMBERED = Duration.ofMinutes(10);

  private final LabOptions options;
  private final LabPorts ports;
  private final Closing closing = new Closing();

  private LabStart(LabOptions options, LabPorts ports) {
    this.options = options;
    this.ports = ports;
  }

  /**
   * A lab that is ready.
   *
   * @throws LabProblem when a port is taken or the app is not packaged
   */
  static RunningLab start(LabOptions options) {
    if (!Files.isRegularFile(options.app().resolve("host.json"))) {
      throw new LabProblem(
          "No packaged app in " + options.app().toAbsolutePath() + ": run `mvn package` first.");
    }
    LabStart start = new LabStart(options, LabPorts.claim(options));
    try {
      return start.run();
    } catch (IOException e) {
      start.closing.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      start.closing.close();
      throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause
          ? cause
          : e;
    }
  }

  private RunningLab run() throws IOException {
    Path directory = Files.createDirectories(options.directory());
    forget(directory);
    Path node = options.project().resolve("src/lab/node");
    // The slowest to start, so it starts beside the others.
    CompletableFuture<TableStorage> storage =
        CompletableFuture.supplyAsync(
            () ->
                closing.add(TableStorage.start(node, directory, ports.of(LabSetting.TABLES_PORT))));
    try {
      return run(directory, node, storage);
    } catch (IOException | RuntimeException e) {
      // Also a storage that is still starting has to go again.
      storage.handle((started, failure) -> started).join();
      throw e;
    }
  }

  private RunningLab run(Path directory, Path node, CompletableFuture<TableStorage> storage)
      throws IOException {
    String app = url(LabSetting.APP_PORT);
    String alertIntake = app + "/api/alerts?code=" + LabApp.FUNCTION_KEY;
    LabAuthority authority = LabAuthority.open(directory);
    TwinClock clock = new TwinClock(options.number(LabSetting.CLOCK_SPEED));
    WallTime wallTime = new WallTime(clock, Clock.systemUTC());
    Estate estate = Estates.shop(alertIntake);
    Tokens tokens = new Tokens(Clock.systemUTC());
    Causes causes =
        closing.add(
            new Causes(
                estate,
                clock,
                CausesOptions.ofTheLab(clock, options.integer(LabSetting.ARM_SEED))
                    .withBackends(Backends.ofTheShop(authority.authorities()))
                    .withTransport(wallTime.transport(new HttpTransport()))));
    // Changes are told by the hour at which they happened to the app, which lives by the wall
    // clock.
    causes.activity().livesBy(Clock.systemUTC());
    ArmServer arm = closing.add(arm(authority, estate, clock, tokens, causes, wallTime));
    IdentityRoom identity =
        closing.add(
            IdentityRoom.open(
                ports.of(LabSetting.IDENTITY_PORT),
                tokens,
                LabApp.IDENTITY_SECRET,
                List.of(Principal.TRIAGE, Principal.RESOLUTION)));
    ServiceBus bus = closing.add(bus());
    TeamsChannel teams =
        closing.add(TeamsChannel.start(node, ports.of(LabSetting.TEAMS_PORT), Clock.systemUTC()));
    VirtualNetwork network =
        closing.add(
            VirtualNetwork.start(
                ports.of(LabSetting.NETWORK_PORT),
                directory.resolve("hosts"),
                causes.destinations(),
                clock));
    TableStorage tables = storage.join();
    HostProcess host =
        closing.add(
            host(
                authority,
                network,
                new LabApp.Places(
                    bus.connectionString(),
                    tables.connectionString(),
                    arm.uri().toString(),
                    identity.endpoint(),
                    app,
                    teams.webhookUrl())));
    host.start();
    causes.start();
    LabFile file =
        new LabFile(
            directory.resolve("lab.json"),
            places(authority, arm, identity, teams, network, alertIntake),
            estate,
            tokens);
    ControlRoom control =
        closing.add(
            ControlRoom.open(
                ports.of(LabSetting.CONTROL_PORT),
                routes(file, causes, network, arm, host, bus, tables)));
    file.write();
    return new RunningLab(
        authority,
        estate,
        tokens,
        causes,
        arm,
        bus,
        tables,
        teams,
        network,
        host,
        LabApp.PERSONS,
        control.url(),
        file,
        closing);
  }

  private ArmServer arm(
      LabAuthority authority,
      Estate estate,
      TwinClock clock,
      Tokens tokens,
      Causes causes,
      WallTime wallTime)
      throws IOException {
    Path roles = options.project().resolve("infra/roles");
    return ArmServer.start(
        ArmOptions.defaults()
            .withPort(ports.of(LabSetting.ARM_PORT))
            .withLatency(options.integer(LabSetting.ARM_LATENCY), 0)
            .withThrottling(0, options.integer(LabSetting.ARM_SEED)),
        Access.ofLab(roles, Estates.SUBSCRIPTION),
        authority,
        new ArmServer.Neighbours(
            estate,
            clock,
            tokens,
            causes.health(),
            wallTime.metrics(causes.metrics()),
            wallTime.logs(causes.logs()),
            wallTime.alerts(causes.alerts()),
            causes.activity()));
  }

  private ServiceBus bus() {
    return ServiceBus.start(
        ServiceBusOptions.of(
            ports.of(LabSetting.BUS_PORT),
            QueueOptions.named("alerts").withDuplicateDetection(DUPLICATES_REMEMBERED),
            QueueOptions.named("resolutions").withSessions()));
  }

  private HostProcess host(LabAuthority authority, VirtualNetwork network, LabApp.Places places) {
    List<String> jvmArguments = new ArrayList<>(network.jvmArguments());
    jvmArguments.add("-Djavax.net.ssl.trustStore=" + authority.trustStore().toAbsolutePath());
    jvmArguments.add("-Djavax.net.ssl.trustStoreType=PKCS12");
    jvmArguments.add("-Djavax.net.ssl.trustStorePassword=" + LabAuthority.TRUST_STORE_PASSWORD);
    return new HostProcess(
        new HostProcess.Configuration(
            options.app(),
            ports.of(LabSetting.APP_PORT),
            LabApp.FUNCTION_KEY,
            LabApp.PERSONS,
            LabApp.environment(places, Estates.SUBSCRIPTION),
            jvmArguments,
            options.directory()));
  }

  private List<ControlRoute> routes(
      LabFile file,
      Causes causes,
      VirtualNetwork network,
      ArmServer arm,
      HostProcess host,
      ServiceBus bus,
      TableStorage tables) {
    List<ControlRoute> routes = new ArrayList<>();
    routes.add(
        ControlRoute.get(
            "/lab",
            "Where everything is (lab.json).",
            request -> Answer.json(200, file.describe())));
    routes.add(
        ControlRoute.get(
            "/token",
            "A fresh token with which Azure Resource Manager lets you do everything.",
            request -> Answer.text(200, file.tokens().ownerToken())));
    routes.add(
        ControlRoute.get(
            "/az",
            "Shell lines that point the Azure CLI at this lab: eval \"$(curl -s …/az)\".",
            request -> Answer.text(200, AzureCli.of(file, arm).lines())));
    routes.addAll(TwinRoutes.of(causes, Estates.SHOP_GATEWAY, Estates.SUBSCRIPTION));
    routes.addAll(NetworkRoutes.of(causes.backends(), network));
    routes.addAll(ArmRoutes.of(arm));
    routes.addAll(PlatformRoutes.of(host, bus, tables, LabApp.PERSONS));
    return routes;
  }

  private Map<String, String> places(
      LabAuthority authority,
      ArmServer arm,
      IdentityRoom identity,
      TeamsChannel teams,
      VirtualNetwork network,
      String alertIntake) {
    Map<String, String> places = new LinkedHashMap<>();
    places.put("app", url(LabSetting.APP_PORT));
    places.put("console", url(LabSetting.APP_PORT) + "/api/console");
    places.put("alertIntake", alertIntake);
    places.put("functionKey", LabApp.FUNCTION_KEY);
    places.put("teams", teams.url());
    places.put("teamsWebhook", teams.webhookUrl());
    places.put("control", url(LabSetting.CONTROL_PORT));
    places.put("arm", arm.uri().toString());
    places.put("identity", identity.endpoint());
    places.put("network", "socks5://127.0.0.1:" + network.port());
    places.put("caCertificate", authority.certificatePem().toAbsolutePath().toString());
    places.put("trustStore", authority.trustStore().toAbsolutePath().toString());
    places.put("trustStorePassword", LabAuthority.TRUST_STORE_PASSWORD);
    places.put("hostLog", options.directory().resolve("host.log").toAbsolutePath().toString());
    return places;
  }

  private String url(LabSetting port) {
    return "http://127.0.0.1:" + ports.of(port);
  }

  /** A lab begins with nothing stored and empty logs; the certificate authority stays. */
  private static void forget(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve("host.log"));
    Files.deleteIfExists(directory.resolve("tables.log"));
    Path data = directory.resolve("tables");
    if (Files.isDirectory(data)) {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
