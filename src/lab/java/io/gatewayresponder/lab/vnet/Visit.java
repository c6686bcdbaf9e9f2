package io.gatewayresponder.lab.vnet;

import io.gatewayresponder.lab.twin.servers.Answer;
import io.gatewayresponder.lab.twin.servers.Authorities;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.twin.servers.Endpoint;
import io.gatewayresponder.lab.twin.servers.WebServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * One connection to the process behind an address: TLS if the process speaks it, with the chain
 * that it shows, and then one request and its modelled answer. How long a modelled answer takes is
 * left to the model.
 *
 * @param servers what is found at the address; several only where they are told apart by name
 */
record Visit(
    String address,
    Map<Endpoint, WebServer> servers,
    Authorities authorities,
    Clock twin,
    Clock responder) {

  /** The longest head of a request that is read. */
  private static final int MOST_HEAD_BYTES = 16 * 1024;

  /** The first byte of a TLS connection: a handshake record. */
  private static final int HELLO = 0x16;

  private static final String BAD_REQUEST =
      "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  void serve(Socket socket) throws IOException {
    if (!servers.values().iterator().next().protocol().equalsIgnoreCase("Https")) {
      talk(socket);
      return;
    }
    var factory = ShownIdentity.context(this::chain).getSocketFactory();
    try (SSLSocket tls =
        (SSLSocket) factory.createSocket(socket, address, socket.getPort(), true)) {
      tls.setUseClientMode(false);
      tls.startHandshake();
      talk(tls);
    }
  }

  private Authorities.Chain chain(Optional<String> name) {
    // A server whose certificate was not set shows one that satisfies everybody.
    Certificate shown =
        server(name).certificate().orElseGet(() -> Certificate.of(name.orElse(address)));
    Instant now = twin.instant();
    return authorities.chain(shown, now, responder.instant());
  }

  private WebServer server(Optional<String> name) {
    return servers.entrySet().stream()
        .filter(entry -> name.isPresent() && entry.getKey().address().equalsIgnoreCase(name.get()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> servers.values().iterator().next());
  }

  private void talk(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    String head = head(socket.getInputStream());
    if (head.isEmpty()) {
      return;
    }
    String[] request = head.lines().findFirst().orElse("").split(" ", -1);
    if (request.length != 3) {
      out.write(BAD_REQUEST.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return;
    }
    String host = host(head);
    Answer answer = server(Optional.of(host)).answer(host, request[1].replaceFirst("\\?.*", ""));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    String status =
        "HTTP/1.1 %d Modelled\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(answer.status(), body.length);
    out.write(status.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }

  /** Up to the empty line; of somebody who speaks TLS here, the first byte says enough. */
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && head.size() < MOST_HEAD_BYTES; next = in.read()) {
      head.write(next);
      boolean hello = head.size() == 1 && next == HELLO;
      if (hello
          || (next == '\n' && head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n"))) {
        break;
      }
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  private static String host(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))
        .findFirst()
        .map(line -> line.substring("host:".length()).strip().replaceFirst(":\\d+$", ""))
        .orElse("");
  }
}
