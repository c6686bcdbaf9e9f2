package io.gatewayresponder.lab.vnet;

import io.gatewayresponder.lab.twin.platform.Destinations;
import io.gatewayresponder.lab.twin.servers.Backends;
import io.gatewayresponder.lab.twin.servers.Endpoint;
import io.gatewayresponder.lab.twin.servers.WebServer;
import io.gatewayresponder.lab.vnet.SocksDoor.Reply;
import io.gatewayresponder.lab.vnet.SocksDoor.Wanted;
import io.gatewayresponder.lab.web.PortTaken;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The modelled network, for a process that opens ordinary sockets: a SOCKS5 server on loopback.
 * Whoever connects through it to an address or name of the model gets to the server there: real TLS
 * with the very chain that the model says, or plain HTTP, or a refusal. Nothing leads out of it.
 */
public final class VirtualNetwork implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(VirtualNetwork.class.getName());

  /** More connections at a time than any diagnosis opens; what is beyond is closed. */
  private static final int MOST_CONNECTIONS = 64;

  /** A client that says nothing for so long is gone. */
  private static final int SILENCE_MILLIS = 10_000;

  private static final int IDLE_SECONDS = 10;

  /** A name that was given a moment ago may be looked up at once, so this is often. */
  private static final int NAMES_MILLIS = 50;

  /** The world that the network leads to, and its time. */
  private record World(Destinations destinations, Clock clock) {}

  private final ServerSocket server;
  private final HostsFile hosts;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MOST_CONNECTIONS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          VirtualNetwork::daemon);
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(VirtualNetwork::daemon);
  private volatile ResponderPlace place = ResponderPlace.EVERYWHERE;
  private volatile Clock responder = Clock.systemUTC();
  private volatile World world;
  private @Nullable Map<String, String> written;

  private VirtualNetwork(ServerSocket server, HostsFile hosts, World world) {
    this.server = server;
    this.hosts = hosts;
    this.world = world;
  }

  /**
   * Opens the network. The responder stands where it reaches everything, see {@link #standAt}.
   *
   * @param port 0 takes any free one
   * @param hosts the file for the names that resolve; it follows them while the network is open
   * @param twin the twin's clock, by which certificates are valid
   * @throws PortTaken when somebody else listens there
   */
  public static VirtualNetwork start(int port, Path hosts, Destinations destinations, Clock twin) {
    VirtualNetwork network =
        new VirtualNetwork(listen(port), new HostsFile(hosts), new World(destinations, twin));
    network.writeNames();
    var unused =
        network.ticker.scheduleWithFixedDelay(
            network::followNames, NAMES_MILLIS, NAMES_MILLIS, TimeUnit.MILLISECONDS);
    daemon(network::accept).start();
    return network;
  }

  /** As above, where nothing but the servers that were set up can be found. */
  public static VirtualNetwork start(int port, Path hosts, Backends backends, Clock twin) {
    return start(port, hosts, Destinations.of(backends), twin);
  }

  /**
   * The clock by which the responder judges certificates, when it is not the wall clock: where it
   * and the twin's clock disagree, certificates are shown with their times moved.
   */
  public void livesBy(Clock other) {
    responder = other;
  }

  /** From now on the network leads to another world: for whoever plays many, one after another. */
  public void leadTo(Destinations destinations, Clock twin) {
    world = new World(destinations, twin);
    writeNames();
  }

  private synchronized void writeNames() {
    Map<String, String> names = world.destinations().names();
    if (!server.isClosed() && !names.equals(written)) {
      hosts.write(names);
      written = names;
    }
  }

  /** The ticker must go on whatever one look at the world meets. */
  private void followNames() {
    try {
      writeNames();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The names could not be written", e);
    }
  }

  private static ServerSocket listen(int port) {
    try {
      return new ServerSocket(port, MOST_CONNECTIONS, InetAddress.getLoopbackAddress());
    } catch (BindException e) {
      throw new PortTaken(port, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Moves the responder to another place, for connections from now on. */
  public void standAt(ResponderPlace newPlace) {
    place = newPlace;
  }

  /**
   * What sends the plain sockets of a JVM through this network. They are looked at whenever a
   * socket connects, so they may be set while the JVM runs.
   */
  public Map<String, String> proxyProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("socksProxyHost", InetAddress.getLoopbackAddress().getHostAddress());
    properties.put("socksProxyPort", Integer.toString(port()));
    properties.put("socksNonProxyHosts", "localhost|127.*|[::1]");
    return properties;
  }

  /**
   * The same for the command line of another JVM, and the twin's names in the place of any others:
   * these a JVM reads once, when it starts, and it must not remember what they led to.
   */
  public List<String> jvmArguments() {
    Map<String, String> properties = proxyProperties();
    properties.put("jdk.net.hosts.file", hosts.path().toAbsolutePath().toString());
    properties.put("sun.net.inetaddr.ttl", "0");
    properties.put("sun.net.inetaddr.negative.ttl", "0");
    return properties.entrySet().stream()
        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
        .toList();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "The network was closed already", e);
    }
    ticker.shutdownNow();
    // Waits for a file that is just being written.
    writeNames();
    threads.shutdownNow();
    open.forEach(VirtualNetwork::closeQuietly);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        take(socket);
      } catch (IOException e) {
        LOG.log(Level.FINE, "No connection", e);
      }
    }
  }

  private void take(Socket socket) {
    try {
      threads.execute(() -> serve(socket));
    } catch (RejectedExecutionException e) {
      open.remove(socket);
      closeQuietly(socket);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(SILENCE_MILLIS);
      socket.setTcpNoDelay(true);
      SocksDoor door =
          new SocksDoor(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
      Optional<Wanted> wanted = door.ask();
      if (wanted.isPresent()) {
        lead(socket, door, wanted.get());
      }
    } catch (IOException e) {
      // A client that looks at a certificate and leaves is the usual case here.
      LOG.log(Level.FINE, "A connection ended", e);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The modelled network broke", e);
    } finally {
      open.remove(socket);
    }
  }

  private void lead(Socket socket, SocksDoor door, Wanted wanted) throws IOException {
    World now = world;
    Optional<String> address = now.destinations().address(wanted.host());
    if (address.isEmpty() || !place.reaches(address.get(), wanted.port())) {
      door.reply(Reply.HOST_UNREACHABLE);
      return;
    }
    Map<Endpoint, WebServer> servers = now.destinations().at(address.get(), wanted.port());
    boolean silent = servers.values().stream().anyMatch(WebServer::firewalled);
    servers.values().removeIf(each -> !each.accepts());
    if (servers.isEmpty()) {
      boolean refuses = !silent && now.destinations().knows(address.get());
      door.reply(refuses ? Reply.CONNECTION_REFUSED : Reply.HOST_UNREACHABLE);
      return;
    }
    door.reply(Reply.CONNECTED);
    new Visit(address.get(), servers, now.destinations().authorities(), now.clock(), responder)
        .serve(socket);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "virtual-network");
    thread.setDaemon(true);
    return thread;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "A connection was closed already", e);
    }
  }
}
