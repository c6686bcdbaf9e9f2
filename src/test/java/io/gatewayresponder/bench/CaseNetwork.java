package io.gatewayresponder.bench;

import io.gatewayresponder.lab.fault.Topologies;
import io.gatewayresponder.lab.fault.World;
import io.gatewayresponder.lab.twin.arm.LabAuthority;
import io.gatewayresponder.lab.vnet.VirtualNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Leads the sockets of each case into the case's own virtual network, so that many cases run side
 * by side in one JVM: a socket belongs to the case whose thread, or whose thread's thread, opens
 * it. Loopback, where ARM answers, is reached directly.
 */
final class CaseNetwork extends ProxySelector {
  private static final InheritableThreadLocal<Integer> DOOR = new InheritableThreadLocal<>();

  /** For the rest of this JVM's life: its sockets and its trust are the twin's. */
  static void install(LabAuthority authority) {
    ProxySelector.setDefault(new CaseNetwork());
    System.setProperty(
        "javax.net.ssl.trustStore", authority.trustStore().toAbsolutePath().toString());
    System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
    System.setProperty("javax.net.ssl.trustStorePassword", LabAuthority.TRUST_STORE_PASSWORD);
  }

  /**
   * Lets this JVM know the names of all servers that will be drawn. It reads the setting once, so
   * nothing may have resolved a name before.
   */
  static void learnNames(List<BenchCase> cases, Path file) throws IOException {
    StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
    for (BenchCase one : cases) {
      Topologies.generate(one.seed())
          .servers()
          .forEach(server -> lines.append(server.address() + " " + server.member()).append('\n'));
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, lines);
    System.setProperty("jdk.net.hosts.file", file.toAbsolutePath().toString());
  }

  /** A network around a world; its file of names is one that nobody reads. */
  static VirtualNetwork around(World world, Path directory) {
    return VirtualNetwork.start(
        0,
        directory.resolve("hosts-" + Thread.currentThread().getId()),
        world.backends(),
        world.clock());
  }

  /** Sockets of this thread, and of those that it starts from now on, go into this network. */
  static void leadInto(VirtualNetwork network) {
    DOOR.set(network.port());
  }

  @Override
  public List<Proxy> select(URI uri) {
    Integer door = DOOR.get();
    String host = uri.getHost();
    if (door == null || host == null || host.equals("127.0.0.1") || host.equals("localhost")) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of(
        new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), door)));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The socket says so itself.
  }
}
