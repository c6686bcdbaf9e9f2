package io.gatewayresponder.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.identity.Tokens;
import io.gatewayresponder.lab.twin.arm.Access;
import io.gatewayresponder.lab.twin.arm.ArmOptions;
import io.gatewayresponder.lab.twin.arm.ArmServer;
import io.gatewayresponder.lab.twin.arm.LabAuthority;
import io.gatewayresponder.lab.twin.arm.RoleDefinition;
import io.gatewayresponder.lab.twin.causes.Causes;
import io.gatewayresponder.lab.twin.causes.CausesOptions;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.platform.Destinations;
import io.gatewayresponder.lab.twin.servers.Backends;
import io.gatewayresponder.lab.vnet.VirtualNetwork;
import io.gatewayresponder.workflow.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * A twin of Azure with production's own eyes and hands on it: ARM over HTTPS, tokens, roles, the
 * network with its TLS servers, and the sights and writers that production opens. What costs time
 * to make and does not depend on the case (the authority, the HTTP client) is in {@link Shared}, so
 * that a room for each of thousands of cases takes milliseconds.
 */
public final class TwinRoom implements AutoCloseable {
  /** A twin on loopback that does not answer by then never will. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  /** As many as the app has. */
  private static final int READERS = 48;

  /** Operations that take simulated minutes end within wall milliseconds. */
  private static final double SPEED = 1000;

  /** What rooms share. It may be used by many rooms at once. */
  public static final class Shared {
    private final Path directory;
    private final LabAuthority authority;
    private final Access access;
    private final HttpClient http;
    private final Tokens tokens = new Tokens(Clock.systemUTC());

    private Shared(Path directory, LabAuthority authority, Access access, HttpClient http) {
      this.directory = directory;
      this.authority = authority;
      this.access = access;
      this.http = http;
    }

    /**
     * Makes what rooms share.
     *
     * @param directory where the authority is kept
     */
    public static Shared in(Path directory) throws IOException {
      SdkLogs.quieten();
      LabAuthority authority = LabAuthority.open(directory);
      HttpClient http =
          new JdkHttpClientBuilder(
                  java.net.http.HttpClient.newBuilder().sslContext(authority.clientContext()))
              .responseTimeout(ANSWER_TIMEOUT)
              .build();
      Path roles = ArmOptions.defaults().rolesDirectory();
      return new Shared(directory, authority, Access.ofLab(roles, Estates.SUBSCRIPTION), http);
    }

    /** The same for rooms in which the resolution identity has another role than ours. */
    public Shared whereResolutionHas(RoleDefinition role) throws IOException {
      Path roles = ArmOptions.defaults().rolesDirectory();
      String scope = "/subscriptions/" + Estates.SUBSCRIPTION;
      Access other =
          new Access(
              List.of(
                  new Access.Assignment(
                      Principal.TRIAGE, RoleDefinition.read(roles.resolve("triage.json")), scope),
                  new Access.Assignment(Principal.RESOLUTION, role, scope)));
      return new Shared(directory, authority, other, http);
    }

    /** Who signs the room's certificate. */
    public LabAuthority authority() {
      return authority;
    }
  }

  private final ExecutorService readers = Executors.newFixedThreadPool(READERS);
  private final Shared shared;
  private final Estate estate;
  private final Causes causes;
  private final ArmServer arm;
  private final URI endpoint;
  private final VirtualNetwork network;
  private final ArmSights sights;

  private TwinRoom(Shared shared, Estate estate, Causes causes, ArmOptions options)
      throws IOException {
    this.shared = shared;
    this.estate = estate;
    this.causes = causes;
    this.arm =
        ArmServer.start(
            options,
            shared.access,
            shared.authority,
            new ArmServer.Neighbours(
                estate,
                causes.clock(),
                shared.tokens,
                causes.health(),
                causes.metrics(),
                causes.logs(),
                causes.alerts(),
                causes.activity()));
    this.endpoint = arm.uri();
    this.network =
        VirtualNetwork.start(
            0,
            Files.createTempFile(shared.directory, "hosts", ""),
            causes.destinations(),
            causes.clock());
    network.livesBy(causes.clock());
    this.sights =
        new ArmSights(
            new Lazy<>(() -> reader(Principal.TRIAGE)),
            new Lazy<>(() -> reader(Principal.RESOLUTION)),
            readers,
            causes.clock());
  }

  /** A room around an estate and the causes that were made of it; it closes neither. */
  public static TwinRoom of(Shared shared, Estate estate, Causes causes, ArmOptions options)
      throws IOException {
    return new TwinRoom(shared, estate, causes, options);
  }

  /** As above, where ARM answers as soon as it can: back-end health without an operation. */
  public static TwinRoom of(Shared shared, Estate estate, Causes causes) throws IOException {
    return of(shared, estate, causes, ArmOptions.defaults().withBackendHealth(Duration.ZERO));
  }

  /** The lab's shop, which works, at a thousand times the pace. */
  public static TwinRoom ofTheShop(Shared shared) throws IOException {
    return ofTheShop(shared, ArmOptions.defaults());
  }

  /** As above, with an ARM of the caller's choice. */
  public static TwinRoom ofTheShop(Shared shared, ArmOptions options) throws IOException {
    Estate estate = Estates.shop("http://127.0.0.1:1/unused");
    TwinClock clock = new TwinClock(SPEED);
    Backends backends = Backends.ofTheShop(shared.authority.authorities());
    Causes causes =
        new Causes(estate, clock, CausesOptions.ofTheLab(clock, 1).withBackends(backends));
    return new TwinRoom(shared, estate, causes, options);
  }

  /** The shop's gateway. */
  public static ResourceId shopGateway() {
    return ResourceId.of(Estates.SHOP_GATEWAY);
  }

  public Estate estate() {
    return estate;
  }

  public Causes causes() {
    return causes;
  }

  /** The modelled network, in which the sights' handshakes are made. */
  public VirtualNetwork network() {
    return network;
  }

  public ArmServer arm() {
    return arm;
  }

  /** Opens the sight that a triage has, with the reading identity. */
  public Sight triageSight(ResourceId gateway) {
    return sights.forTriage(gateway);
  }

  /** Opens the sight that an execution has, with the writing identity. */
  public Sight executionSight(ResourceId gateway) {
    return sights.forExecution(gateway);
  }

  /** A token for whoever talks to this room from outside of it. */
  public String token(Principal principal) {
    return shared.tokens.issue(principal).value();
  }

  /** All sights, as the workflow opens them. */
  public Ports.Sights sights() {
    return sights;
  }

  /** The hand that writes to ARM, with an identity of the caller's choice. */
  public Ports.ArmWriter writer(Principal principal) {
    return new ArmRestWriter(
        new ArmCalls(ArmPipeline.writer(shared.http, identity(principal), endpoint), endpoint));
  }

  private ArmSights.Reader reader(Principal principal) {
    var pipeline = ArmPipeline.reader(shared.http, identity(principal), endpoint);
    return new ArmSights.Reader(
        new ArmCalls(pipeline, endpoint),
        new MetricsLook(pipeline, endpoint),
        new LogsLook(ArmPipeline.logs(shared.http, identity(principal), endpoint), endpoint),
        new TlsLook(
            true,
            causes.clock(),
            new TwinMachine(network.port(), causes.destinations()),
            TlsLook.HANDSHAKE_TIMEOUT));
  }

  /** A machine in the modelled network. */
  private record TwinMachine(int door, Destinations destinations) implements TlsLook.Machine {
    @Override
    public InetAddress[] resolve(String server) throws UnknownHostException {
      String address =
          destinations.address(server).orElseThrow(() -> new UnknownHostException(server));
      return new InetAddress[] {InetAddress.getByName(address)};
    }

    @Override
    public Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
      Socket socket =
          new Socket(
              new Proxy(
                  Proxy.Type.SOCKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), door)));
      try {
        socket.connect(address, (int) timeout.toMillis());
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }

    @Override
    public Set<TrustAnchor> authorities() {
      return Set.of(new TrustAnchor(destinations.authorities().wellKnownRoot(), null));
    }
  }

  private TokenCredential identity(Principal principal) {
    return request ->
        Mono.just(
            new AccessToken(
                shared.tokens.issue(principal).value(),
                OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(30)));
  }

  /**
   * Ends the reads, stops ARM and what follows the clock; the shared things stay. A diagnosis may
   * end before all that was read early has come; with ARM gone first, those reads would try again
   * and again.
   */
  @Override
  public void close() {
    readers.shutdown();
    try {
      if (!readers.awaitTermination(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        readers.shutdownNow();
      }
    } catch (InterruptedException e) {
      readers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    arm.close();
    network.close();
    causes.close();
  }
}
