package io.gatewayresponder.lab.vnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.lab.twin.arm.LabAuthority;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.WebSites;
import io.gatewayresponder.lab.twin.network.EstateDocuments;
import io.gatewayresponder.lab.twin.platform.Destinations;
import io.gatewayresponder.lab.twin.platform.Platform;
import io.gatewayresponder.lab.twin.servers.Answer;
import io.gatewayresponder.lab.twin.servers.Backends;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.twin.servers.Issuer;
import io.gatewayresponder.lab.twin.servers.Sends;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ordinary sockets through the modelled network, to servers that show what the model says. */
class VirtualNetworkTest {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final String WEB = "10.20.1.4";
  private static final String SITE =
      Estates.SHOP_GATEWAY.replaceFirst(
          "/Microsoft.Network/applicationGateways/.*", "/Microsoft.Web/sites/shop-app");

  private final TwinClock twin = new TwinClock(60);
  private LabAuthority authority;
  private Backends backends;
  private Estate estate;
  private Destinations destinations;
  private VirtualNetwork network;
  private Path hosts;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    authority = LabAuthority.open(directory);
    backends = Backends.ofTheShop(authority.authorities());
    estate = Estates.shop("http://127.0.0.1:1/unused");
    destinations = destinations(estate);
    hosts = directory.resolve("hosts");
    network = VirtualNetwork.start(0, hosts, destinations, twin);
  }

  private Destinations destinations(Estate world) {
    EstateDocuments documents = new EstateDocuments(world);
    return new Destinations(documents, new Platform(documents, backends), backends);
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void the_responders_trust_store_trusts_the_well_known_authority() throws Exception {
    show(Certificate.of("shop.example"));
    SSLContext trusting = context(trustStore());
    assertEquals(2, handshake(trusting, WEB, "shop.example").length);
  }

  @Test
  void a_private_authority_is_not_trusted_by_the_responder() {
    show(Certificate.of("shop.example").issuedBy(new Issuer.Private("Contoso", true)));
    assertThrows(
        SSLHandshakeException.class, () -> handshake(context(trustStore()), WEB, "shop.example"));
  }

  @Test
  void each_server_sends_what_the_model_says() throws Exception {
    Certificate fine = Certificate.of("shop.example").issuedBy(new Issuer.Private("Contoso", true));
    String root =
        authority.authorities().privateRoot("Contoso").getSubjectX500Principal().getName();
    List<String> whole = subjects(fine);
    assertEquals("CN=shop.example", whole.get(0));
    assertEquals(2, whole.size());
    assertEquals(
        List.of(whole.get(0), whole.get(1), root), subjects(fine.sending(Sends.WITH_ROOT)));
    assertEquals(List.of(whole.get(0)), subjects(fine.sending(Sends.WITHOUT_INTERMEDIATE)));
    assertEquals(List.of(whole.get(1), whole.get(0)), subjects(fine.sending(Sends.LEAF_NOT_FIRST)));
    assertEquals(List.of(whole.get(1), root), subjects(fine.sending(Sends.WITHOUT_LEAF)));
    assertEquals(List.of(whole.get(0)), subjects(fine.issuedBy(new Issuer.SelfSigned(true))));
  }

  @Test
  void names_and_times_are_those_of_the_model() throws Exception {
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    Instant to = Instant.parse("2096-04-01T00:00:00Z");
    show(Certificate.of("a.example", "10.20.1.4").called("old.example").valid(from, to));
    X509Certificate leaf = handshake(context(anything()), WEB, "")[0];
    assertEquals("CN=old.example", leaf.getSubjectX500Principal().getName());
    assertEquals(
        List.of("a.example", "10.20.1.4"),
        leaf.getSubjectAlternativeNames().stream().map(name -> name.get(1)).toList());
    assertEquals(from, leaf.getNotBefore().toInstant());
    assertEquals(to, leaf.getNotAfter().toInstant());
  }

  @Test
  void what_is_expired_for_the_twin_is_expired_for_the_responder() throws Exception {
    TwinClock ahead = new TwinClock(100_000);
    Thread.sleep(200);
    try (VirtualNetwork fast = VirtualNetwork.start(0, hosts, destinations, ahead)) {
      Instant hoursAgo = ahead.instant().minus(Duration.ofHours(2));
      assertTrue(hoursAgo.isAfter(Instant.now()));
      show(Certificate.of("a.example").valid(Instant.EPOCH, hoursAgo));
      X509Certificate leaf = handshake(fast, context(anything()), WEB, "")[0];
      assertTrue(leaf.getNotAfter().toInstant().isBefore(Instant.now()));
    }
  }

  @Test
  void for_a_responder_on_the_twins_clock_no_time_is_moved() throws Exception {
    Clock past = Clock.fixed(Instant.parse("2023-05-01T00:00:00Z"), ZoneOffset.UTC);
    Instant from = Instant.parse("2023-01-01T00:00:00Z");
    Instant to = Instant.parse("2023-06-01T00:00:00Z");
    show(Certificate.of("a.example").valid(from, to));
    try (VirtualNetwork other = VirtualNetwork.start(0, hosts, backends, past)) {
      X509Certificate moved = handshake(other, context(anything()), WEB, "")[0];
      moved.checkValidity();
      other.livesBy(past);
      X509Certificate leaf = handshake(other, context(anything()), WEB, "")[0];
      assertEquals(to, leaf.getNotAfter().toInstant());
    }
  }

  @Test
  void one_certificate_looks_the_same_each_time() throws Exception {
    show(Certificate.of("shop.example"));
    assertEquals(
        handshake(context(anything()), WEB, "")[0], handshake(context(anything()), WEB, "")[0]);
    assertEquals(
        authority.authorities().leaf(Certificate.of("shop.example")),
        handshake(context(anything()), WEB, "")[0]);
  }

  @Test
  void a_server_without_a_certificate_of_its_own_satisfies_whoever_asks() throws Exception {
    backends.setProtocol(WEB, 8080, "Https");
    X509Certificate leaf = handshake(context(trustStore()), WEB, "any.example")[0];
    assertEquals("CN=any.example", leaf.getSubjectX500Principal().getName());
  }

  @Test
  void servers_behind_one_address_are_told_apart_by_name() throws Exception {
    for (String name : List.of("a.apps.example", "b.apps.example")) {
      backends.names().set(name, "52.1.2.3");
      backends.setCertificate(name, 443, Certificate.of(name));
    }
    for (String name : List.of("a.apps.example", "b.apps.example")) {
      try (Socket socket = through(network, "52.1.2.3", 443);
          SSLSocket tls = tls(context(anything()), socket, name)) {
        tls.startHandshake();
        X509Certificate leaf = (X509Certificate) tls.getSession().getPeerCertificates()[0];
        assertEquals("CN=" + name, leaf.getSubjectX500Principal().getName());
      }
    }
  }

  @Test
  void a_name_leads_where_the_model_says_and_nowhere_else() throws Exception {
    show(Certificate.of("shop.example"));
    backends.names().set("web.shop.internal", WEB);
    assertEquals(2, handshake(context(anything()), "web.shop.internal", "").length);
    backends.names().remove("web.shop.internal");
    assertRefused("Host unreachable", "web.shop.internal", 8080);
  }

  @Test
  void tls_spoken_to_a_plain_server_fails_at_once() {
    assertThrows(SSLException.class, () -> handshake(context(anything()), WEB, "shop.example"));
  }

  @Test
  void a_plain_server_answers_as_the_model_says() throws Exception {
    backends.setAnswer(
        WEB, 8080, Optional.empty(), Optional.of("/health"), new Answer(503, Duration.ZERO, "no"));
    try (Socket socket = through(network, WEB, 8080)) {
      socket
          .getOutputStream()
          .write("GET /health?x=1 HTTP/1.1\r\nHost: any\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
      assertTrue(answer.endsWith("no"), answer);
    }
  }

  @Test
  void a_closed_port_refuses_and_an_unknown_address_is_unreachable() {
    assertRefused("Connection refused", WEB, 9999);
    backends.setListening(WEB, 8080, false);
    assertRefused("Connection refused", WEB, 8080);
    assertRefused("Host unreachable", "10.99.0.1", 8080);
    assertRefused("Host unreachable", "127.0.0.1", network.port());
  }

  @Test
  void from_outside_private_addresses_are_unreachable() throws Exception {
    backends.names().set("app.example", "52.1.2.3");
    backends.setCertificate("app.example", 443, Certificate.of("app.example"));
    network.standAt(ResponderPlace.OUTSIDE);
    assertRefused("Host unreachable", WEB, 8080);
    through(network, "52.1.2.3", 443).close();
    network.standAt(ResponderPlace.EVERYWHERE);
    through(network, WEB, 8080).close();
  }

  @Test
  void an_app_of_the_platform_shows_its_certificates_by_name() throws Exception {
    new WebSites(estate).create(SITE);
    try (Socket socket = through(network, "shop-app.azurewebsites.net", 443);
        SSLSocket tls = tls(context(trustStore()), socket, "shop-app.azurewebsites.net")) {
      tls.startHandshake();
      X509Certificate leaf = (X509Certificate) tls.getSession().getPeerCertificates()[0];
      assertEquals("CN=*.azurewebsites.net", leaf.getSubjectX500Principal().getName());
    }
    assertRefused("Connection refused", "shop-app.azurewebsites.net", 8443);
  }

  @Test
  void the_network_can_lead_to_another_world() throws Exception {
    Estate other = Estates.shop("http://127.0.0.1:1/unused");
    new WebSites(other).create(SITE);
    assertRefused("Host unreachable", "shop-app.azurewebsites.net", 443);
    network.leadTo(destinations(other), twin);
    through(network, "shop-app.azurewebsites.net", 443).close();
    assertTrue(Files.readString(hosts).contains(" shop-app.azurewebsites.net\n"));
  }

  @Test
  void the_hosts_file_follows_the_names() throws Exception {
    assertEquals("127.0.0.1 localhost", Files.readAllLines(hosts).get(0));
    backends.names().set("evil\n6.6.6.6 localhost", "20.1.2.3");
    backends.names().set("Shop.Example", "20.1.2.3");
    awaitHosts(file -> file.contains("20.1.2.3 shop.example\n"));
    assertTrue(Files.readAllLines(hosts).stream().noneMatch(line -> line.startsWith("6.6.6.6")));
    backends.names().remove("shop.example");
    awaitHosts(file -> !file.contains("shop.example"));
    new WebSites(estate).create(SITE);
    awaitHosts(file -> file.contains(" shop-app.azurewebsites.net\n"));
  }

  private void awaitHosts(Predicate<String> wanted) throws Exception {
    long until = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
    while (!wanted.test(Files.readString(hosts))) {
      assertTrue(System.nanoTime() < until, Files.readString(hosts));
      Thread.sleep(10);
    }
  }

  @Test
  void the_properties_lead_plain_sockets_into_the_network_and_leave_loopback_alone() {
    assertEquals("127.0.0.1", network.proxyProperties().get("socksProxyHost"));
    assertTrue(network.jvmArguments().contains("-DsocksProxyPort=" + network.port()));
    assertTrue(network.jvmArguments().contains("-DsocksNonProxyHosts=localhost|127.*|[::1]"));
    assertTrue(network.jvmArguments().contains("-Djdk.net.hosts.file=" + hosts.toAbsolutePath()));
  }

  @Test
  void nobody_gets_in_after_the_end() throws Exception {
    Socket standing = through(network, WEB, 8080);
    network.close();
    assertEquals(-1, readQuietly(standing));
    assertThrows(IOException.class, () -> through(network, WEB, 8080));
  }

  private static int readQuietly(Socket socket) {
    try (socket) {
      return socket.getInputStream().read();
    } catch (IOException e) {
      return -1;
    }
  }

  private void show(Certificate certificate) {
    backends.setCertificate(WEB, 8080, certificate);
  }

  private List<String> subjects(Certificate certificate) throws Exception {
    show(certificate);
    return Arrays.stream(handshake(context(anything()), WEB, ""))
        .map(each -> each.getSubjectX500Principal().getName())
        .toList();
  }

  private void assertRefused(String how, String host, int port) {
    SocketException refused =
        assertThrows(SocketException.class, () -> through(network, host, port).close());
    assertTrue(String.valueOf(refused.getMessage()).contains(how), refused.getMessage());
  }

  private X509Certificate[] handshake(SSLContext context, String host, String name)
      throws IOException {
    return handshake(network, context, host, name);
  }

  private static X509Certificate[] handshake(
      VirtualNetwork network, SSLContext context, String host, String name) throws IOException {
    try (Socket socket = through(network, host, 8080);
        SSLSocket tls = tls(context, socket, name)) {
      tls.startHandshake();
      return Arrays.stream(tls.getSession().getPeerCertificates())
          .map(X509Certificate.class::cast)
          .toArray(X509Certificate[]::new);
    }
  }

  private static SSLSocket tls(SSLContext context, Socket socket, String name) throws IOException {
    return (SSLSocket) context.getSocketFactory().createSocket(socket, name, 8080, true);
  }

  private static Socket through(VirtualNetwork network, String host, int port) throws IOException {
    Proxy proxy =
        new Proxy(
            Proxy.Type.SOCKS,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), network.port()));
    Socket socket = new Socket(proxy);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(InetSocketAddress.createUnresolved(host, port), PATIENCE_MILLIS);
    return socket;
  }

  private X509TrustManager trustStore() throws Exception {
    KeyStore store =
        KeyStore.getInstance(
            authority.trustStore().toFile(), LabAuthority.TRUST_STORE_PASSWORD.toCharArray());
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private static SSLContext context(X509TrustManager trust) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (java.security.GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static X509TrustManager anything() {
    return new X509TrustManager() {
      @Override
      public void checkClientTrusted(X509Certificate[] chain, String how) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String how) {}

      @Override
      public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
      }
    };
  }
}
