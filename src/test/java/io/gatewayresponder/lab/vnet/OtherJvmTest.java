package io.gatewayresponder.lab.vnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.lab.twin.arm.LabAuthority;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.servers.Backends;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.twin.servers.Issuer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that knows nothing of the lab, started with the network's arguments. */
class OtherJvmTest {
  private static final int PATIENCE_SECONDS = 60;

  /** The other process: it tries each place once, with an ordinary socket and its own trust. */
  static final class Visitor {
    private Visitor() {}

    public static void main(String[] places) {
      for (String place : places) {
        String[] parts = place.split(":", -1);
        System.out.println(place + " " + visit(parts[0], Integer.parseInt(parts[1])));
      }
    }

    private static String visit(String host, int port) {
      try (Socket socket = new Socket()) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
          return "unknown";
        }
        socket.connect(address, (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        if (address.getAddress().isLoopbackAddress()) {
          return "direct";
        }
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, host, port, true)) {
          tls.startHandshake();
          return "trusted";
        }
      } catch (IOException e) {
        return String.valueOf(e.getMessage()).contains("PKIX") ? "not trusted" : "refused";
      }
    }
  }

  @Test
  void it_reaches_the_models_servers_by_its_names_and_loopback_directly(@TempDir Path directory)
      throws Exception {
    LabAuthority authority = LabAuthority.open(directory);
    Backends backends = new Backends(authority.authorities());
    backends.names().set("web.shop.example", "10.20.1.4");
    backends.setCertificate("10.20.1.4", 443, Certificate.of("web.shop.example"));
    backends.setCertificate(
        "10.20.1.4",
        8443,
        Certificate.of("web.shop.example").issuedBy(new Issuer.Private("Contoso", true)));
    try (VirtualNetwork network =
            VirtualNetwork.start(0, directory.resolve("hosts"), backends, new TwinClock(1));
        ServerSocket own = new ServerSocket(0)) {
      List<String> words =
          visit(
              network,
              authority,
              "web.shop.example:443",
              "web.shop.example:8443",
              "10.20.1.4:443",
              "10.20.1.4:9",
              "other.example:443",
              "localhost:" + own.getLocalPort());
      assertEquals(
          List.of(
              "web.shop.example:443 trusted",
              "web.shop.example:8443 not trusted",
              "10.20.1.4:443 trusted",
              "10.20.1.4:9 refused",
              "other.example:443 unknown",
              "localhost:" + own.getLocalPort() + " direct"),
          words);
    }
  }

  private static List<String> visit(
      VirtualNetwork network, LabAuthority authority, String... places) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(network.jvmArguments());
    command.add("-Djavax.net.ssl.trustStore=" + authority.trustStore().toAbsolutePath());
    command.add("-Djavax.net.ssl.trustStorePassword=" + LabAuthority.TRUST_STORE_PASSWORD);
    command.add("-classpath");
    command.add(
        Path.of(Visitor.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString());
    command.add(Visitor.class.getName());
    command.addAll(List.of(places));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    return said.lines().toList();
  }
}
