package io.gatewayresponder.azure;

import static io.gatewayresponder.azure.LookFixture.unreadable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Look;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

final class TlsLookTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:12:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String SERVER = "10.0.1.4";
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final HeldCertificate ROOT =
      new HeldCertificate.Builder().certificateAuthority(1).commonName("root").build();
  private static final HeldCertificate MIDDLE =
      new HeldCertificate.Builder().certificateAuthority(0).signedBy(ROOT).build();
  private static final HeldCertificate LEAF =
      new HeldCertificate.Builder()
          .addSubjectAlternativeName("shop.example")
          .signedBy(MIDDLE)
          .build();

  /** Resolves as this machine does, and connects as it is told. */
  private record Connects(Dial dial) implements TlsLook.Machine {
    interface Dial {
      Socket to(InetSocketAddress address) throws IOException;
    }

    @Override
    public InetAddress[] resolve(String server) throws UnknownHostException {
      return InetAddress.getAllByName(server);
    }

    @Override
    public Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
      return dial.to(address);
    }

    @Override
    public Set<TrustAnchor> authorities() {
      return Set.of(new TrustAnchor(ROOT.certificate(), null));
    }
  }

  /** Whatever is asked for, this port of our own is connected to. */
  private static TlsLook to(int port, Duration handshakeTimeout) {
    return new TlsLook(
        true,
        CLOCK,
        new Connects(
            address -> {
              assertEquals(new InetSocketAddress(InetAddress.getByName(SERVER), 443), address);
              return new Socket(InetAddress.getLoopbackAddress(), port);
            }),
        handshakeTimeout);
  }

  private static Handshake look(int port, String serverName) {
    return new Handshake(
        to(port, SHORT).read("certificate", SERVER, 443, serverName).asFound().orElseThrow());
  }

  private static TlsLook refusing(IOException failure) {
    return new TlsLook(
        true,
        CLOCK,
        new Connects(
            address -> {
              throw failure;
            }),
        SHORT);
  }

  private static List<X509Certificate> certificates(Handshake handshake) throws Exception {
    List<X509Certificate> certificates = new ArrayList<>();
    for (String encoded : handshake.chain()) {
      certificates.add(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(Base64.getDecoder().decode(encoded))));
    }
    return certificates;
  }

  @Test
  void the_chain_is_kept_as_the_server_sent_it_and_nothing_is_sent_after_it() throws Exception {
    try (TlsServer server = TlsServer.showing(LEAF, MIDDLE)) {
      Handshake handshake = look(server.port(), "shop.example");
      assertEquals("", handshake.failure());
      assertEquals(List.of(LEAF.certificate(), MIDDLE.certificate()), certificates(handshake));
      assertTrue(handshake.isWellKnown());
      assertEquals(SERVER, handshake.server());
      assertEquals(443, handshake.port());
      assertEquals(NOW.toString(), handshake.document().path("at").asText());
      assertEquals("shop.example asked for, then 0 bytes", server.heard());
    }
  }

  @Test
  void an_address_is_not_asked_for_by_name() throws Exception {
    for (String name : List.of("", SERVER, "2001:db8::1")) {
      try (TlsServer server = TlsServer.showing(LEAF)) {
        Handshake handshake = look(server.port(), name);
        assertEquals("", handshake.serverName());
        assertFalse(handshake.isWellKnown(), "without the intermediate");
        assertEquals(1, handshake.chain().size());
        assertEquals("nothing asked for, then 0 bytes", server.heard());
      }
    }
  }

  @Test
  void a_name_is_asked_for_without_its_last_dot_or_not_at_all() throws Exception {
    try (TlsServer server = TlsServer.showing(LEAF)) {
      assertEquals("shop.example", look(server.port(), "shop.example.").serverName());
      assertEquals("shop.example asked for, then 0 bytes", server.heard());
    }
    assertEquals(
        "c: refused the question (the name cannot be asked for in a handshake)",
        unreadable(to(1, SHORT).read("c", SERVER, 443, "my_app.example")).sentence());
  }

  @Test
  void a_chain_in_the_wrong_order_is_shown_although_the_handshake_fails() throws Exception {
    try (TlsServer server = TlsServer.showing(LEAF, TlsServer.Order.AUTHORITY_FIRST, MIDDLE)) {
      Handshake handshake = look(server.port(), "shop.example");
      assertEquals(List.of(MIDDLE.certificate(), LEAF.certificate()), certificates(handshake));
      assertFalse(handshake.failure().isEmpty());
    }
  }

  @Test
  void no_certificate_of_ours_is_shown_to_a_server_that_asks_for_one() throws Exception {
    try (TlsServer server = TlsServer.showing(LEAF).askingForOurs()) {
      Handshake handshake = look(server.port(), "shop.example");
      assertEquals(1, handshake.chain().size());
      assertTrue(server.heard().startsWith("no certificate"), server.heard());
    }
  }

  @Test
  void a_server_that_speaks_no_tls_is_a_finding() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server =
          new Thread(
              () -> {
                try (Socket socket = plain.accept()) {
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  socket.getInputStream().read();
                } catch (IOException e) {
                  // The client has seen enough.
                }
              });
      server.start();
      Handshake handshake = look(plain.getLocalPort(), "shop.example");
      assertEquals("the server does not speak TLS", handshake.failure());
      assertEquals(List.of(), handshake.chain());
      server.join();
    }
  }

  @Test
  void a_server_that_says_nothing_or_says_it_slowly_is_given_up() throws Exception {
    for (boolean trickles : List.of(false, true)) {
      try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Thread server =
            new Thread(
                () -> {
                  try (Socket socket = slow.accept()) {
                    // A handshake record of 16 KB, a byte at a time.
                    socket.getOutputStream().write(new byte[] {22, 3, 3, 64, 0});
                    while (trickles) {
                      socket.getOutputStream().write(2);
                      Thread.sleep(100);
                    }
                    while (socket.getInputStream().read() >= 0) {}
                  } catch (IOException | InterruptedException e) {
                    // The client has hung up, as it should.
                  }
                });
        server.start();
        long begin = System.nanoTime();
        assertEquals("no end within 1 s", look(slow.getLocalPort(), "shop.example").failure());
        assertTrue(System.nanoTime() - begin < 5 * SHORT.toNanos());
        server.join();
      }
    }
  }

  @Test
  void where_no_connection_comes_about_there_is_no_handshake() {
    Look.Unreadable<?> refused =
        unreadable(refusing(new ConnectException("Connection refused")).read("c", SERVER, 443, ""));
    assertEquals(Look.Why.UNREACHABLE, refused.why());
    assertEquals("tried from the responder: Connection refused", refused.detail());
    Look.Unreadable<?> late =
        unreadable(
            refusing(new SocketTimeoutException("connect timed out")).read("c", SERVER, 443, ""));
    assertEquals(Look.Why.TIMED_OUT, late.why());
    assertEquals("tried from the responder: no connection within 3 s", late.detail());
  }

  @Test
  void what_must_not_be_connected_to_is_not() {
    TlsLook look =
        new TlsLook(true, CLOCK, new Connects(address -> fail("connected to " + address)), SHORT);
    for (String server :
        List.of(
            "127.0.0.1", "localhost", "169.254.169.254", "168.63.129.16", "http://x", "", "a b")) {
      assertEquals(Look.Why.REFUSED, unreadable(look.read("c", server, 443, "")).why(), server);
    }
    assertEquals(Look.Why.REFUSED, unreadable(look.read("c", SERVER, 0, "")).why());
    assertEquals(Look.Why.REFUSED, unreadable(look.read("c", SERVER, 65536, "")).why());
    assertEquals(
        Look.Why.UNREACHABLE,
        unreadable(look.read("c", "no-such-host.invalid", 443, "")).why(),
        "a name that nobody knows");
  }

  @Test
  void the_address_that_was_checked_is_the_one_that_is_connected_to() throws Exception {
    List<String> answers = new ArrayList<>(List.of("127.0.0.1 10.0.1.4", "169.254.169.254"));
    List<InetSocketAddress> connected = new ArrayList<>();
    TlsLook.Machine turnsRound =
        new TlsLook.Machine() {
          @Override
          public InetAddress[] resolve(String server) throws UnknownHostException {
            List<InetAddress> addresses = new ArrayList<>();
            for (String one : answers.remove(0).split(" ", -1)) {
              addresses.add(InetAddress.getByName(one));
            }
            return addresses.toArray(new InetAddress[0]);
          }

          @Override
          public Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
            connected.add(address);
            throw new ConnectException("Connection refused");
          }

          @Override
          public Set<TrustAnchor> authorities() {
            return Set.of();
          }
        };
    unreadable(new TlsLook(true, CLOCK, turnsRound, SHORT).read("c", "shop.example", 443, ""));
    assertEquals(List.of(new InetSocketAddress(InetAddress.getByName("10.0.1.4"), 443)), connected);
    assertEquals(1, answers.size(), "resolved once");
  }

  @Test
  void handshakes_can_be_switched_off() {
    TlsLook off = new TlsLook(false, CLOCK, new Connects(address -> fail("connected")), SHORT);
    assertEquals(
        "certificate: refused the question (handshakes from the responder are switched off)",
        unreadable(off.read("certificate", SERVER, 443, "")).sentence());
  }
}
