package io.gatewayresponder.lab.twin.arm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.gatewayresponder.lab.identity.SignIn;
import io.gatewayresponder.lab.identity.Tokens;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.AlertsModel;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.HealthModel;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.LogsModel;
import io.gatewayresponder.lab.twin.estate.MetricsModel;
import io.gatewayresponder.lab.twin.logs.ActivityLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Azure Resource Manager on loopback: HTTPS with a certificate of the lab's authority, the
 * resources of the estate, the product's own roles, long-running operations, and the refusals that
 * Azure is known for. What it does not simulate it answers with 501 and names.
 */
public final class ArmServer implements AutoCloseable {
  /** Who else lives in the twin. */
  public record Neighbours(
      Estate estate,
      TwinClock clock,
      Tokens tokens,
      HealthModel health,
      MetricsModel metrics,
      LogsModel logs,
      AlertsModel alerts,
      ActivityLog activity) {}

  /**
   * Enough that slow calls of a diagnosis, which asks many things at once, do not wait for each
   * other.
   */
  private static final int THREADS = 32;

  static {
    // Without it the JDK's server holds small answers back for 40 ms, waiting for an
    // acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpsServer server;
  private final ExecutorService threads;
  private final Operations operations;
  private final CallLog calls;
  private final FaultSwitches faults;
  private final SignIn signIn;

  private ArmServer(
      HttpsServer server,
      ExecutorService threads,
      Operations operations,
      CallLog calls,
      FaultSwitches faults,
      SignIn signIn) {
    this.server = server;
    this.threads = threads;
    this.operations = operations;
    this.calls = calls;
    this.faults = faults;
    this.signIn = signIn;
  }

  /** Starts to answer. */
  public static ArmServer start(
      ArmOptions options, Access access, LabAuthority authority, Neighbours neighbours)
      throws IOException {
    FaultSwitches faults = new FaultSwitches();
    CallLog calls = new CallLog();
    Operations operations = new Operations(neighbours.clock(), faults);
    ArmRoom room =
        new ArmRoom(
            neighbours.estate(), operations, new OperationAddresses(), access, faults, options);
    ArmDesk desk =
        new ArmDesk(
            routes(room, neighbours),
            room,
            new FrontDoor(neighbours.tokens()),
            calls,
            neighbours.clock(),
            neighbours.activity());
    SignIn signIn = new SignIn(neighbours.tokens());
    OpenDesk open = new OpenDesk(signIn);
    HttpsServer server =
        HttpsServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, open, desk));
    server.start();
    return new ArmServer(server, threads, operations, calls, faults, signIn);
  }

  private static List<Route> routes(ArmRoom room, Neighbours neighbours) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(SubscriptionRoutes.of(room));
    routes.addAll(OperationRoutes.of(room));
    routes.addAll(Gateways.of(room));
    routes.addAll(HealthRoutes.of(room, neighbours.health()));
    routes.addAll(
        NetworkDocuments.of(
            room,
            "Microsoft.Network/networkSecurityGroups",
            "PutNetworkSecurityGroupOperation",
            SecurityRules::checkGroup));
    routes.addAll(
        NetworkChildren.of(
            room,
            NetworkChildren.Kind.RULES,
            sent -> SecurityRules.check(sent.request(), sent.child(), sent.others())));
    routes.addAll(
        NetworkDocuments.of(
            room,
            "Microsoft.Network/virtualNetworks",
            "PutVirtualNetworkOperation",
            (request, document) -> {}));
    routes.addAll(
        NetworkChildren.of(room, NetworkChildren.Kind.SUBNETS, new SubnetRules(room)::check));
    routes.addAll(
        NetworkDocuments.of(
            room,
            "Microsoft.Network/networkInterfaces",
            "PutNicOperation",
            new InterfaceRules(room)::check));
    routes.addAll(
        NetworkDocuments.of(
            room,
            "Microsoft.Network/routeTables",
            "PutRouteTableOperation",
            (request, document) -> {}));
    routes.addAll(
        NetworkDocuments.of(
            room,
            "Microsoft.Network/publicIPAddresses",
            "PutPublicIpAddressOperation",
            (request, document) -> {}));
    routes.addAll(WebSiteRoutes.of(room));
    routes.addAll(NetworkWatchers.of(room, neighbours.health()));
    routes.addAll(InsightsDocuments.of(room, "Microsoft.Insights/metricAlerts"));
    routes.addAll(InsightsDocuments.of(room, "Microsoft.Insights/actionGroups"));
    routes.addAll(MonitorRoutes.of(room, neighbours.metrics(), neighbours.alerts()));
    routes.addAll(DiagnosticSettings.of(room));
    routes.addAll(Workspaces.of(room));
    routes.addAll(ActivityRoutes.of(neighbours.activity()));
    routes.addAll(LogQueries.of(room, neighbours.logs()));
    return List.copyOf(routes);
  }

  /**
   * The address that stands for {@code https://management.azure.com}, without a slash at the end.
   */
  public URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Every call that was answered. */
  public CallLog calls() {
    return calls;
  }

  /** Where tools sign in. */
  public SignIn signIn() {
    return signIn;
  }

  /** What can be made to go wrong. */
  public FaultSwitches faults() {
    return faults;
  }

  /**
   * Lets every operation whose time is over take effect, for whoever moves the clock by hand; they
   * do so by themselves some milliseconds of wall time later.
   */
  public void settle() {
    operations.settle();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    operations.close();
  }

  private static void handle(HttpExchange exchange, OpenDesk open, ArmDesk desk)
      throws IOException {
    // Closing without an answer is how an answer gets lost, so it is closed in any case.
    try (exchange) {
      Optional<ArmResponse> opened = open.answer(exchange);
      ArmResponse response = opened.isPresent() ? opened.get() : desk.answer(exchange);
      if (response == null) {
        return;
      }
      var headers = exchange.getResponseHeaders();
      headers.set("x-ms-request-id", UUID.randomUUID().toString());
      headers.set("Cache-Control", "no-cache");
      response.headers().forEach(headers::set);
      if (response.body() == null) {
        exchange.sendResponseHeaders(response.status(), -1);
        return;
      }
      byte[] body = Json.write(response.body());
      headers.set("Content-Type", "application/json; charset=utf-8");
      exchange.sendResponseHeaders(response.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
