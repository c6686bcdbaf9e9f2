package io.gatewayresponder.lab.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The managed-identity endpoint of an App Service instance, protocol 2019-08-01: a process that
 * knows the secret header gets a token for one of the user-assigned identities, by client id. There
 * is no system-assigned identity here, so a client id is needed.
 */
public final class IdentityRoom implements AutoCloseable {
  private static final String API_VERSION = "2019-08-01";
  private static final String PATH = "/msi/token";
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Tokens tokens;
  private final String secret;
  private final List<Principal> identities;

  private IdentityRoom(
      HttpServer server,
      ExecutorService threads,
      Tokens tokens,
      String secret,
      List<Principal> identities) {
    this.server = server;
    this.threads = threads;
    this.tokens = tokens;
    this.secret = secret;
    this.identities = List.copyOf(identities);
  }

  /**
   * Opens the room on loopback.
   *
   * @param port 0 for any free one
   * @param secret what clients send as {@code X-IDENTITY-HEADER} (the application knows it as
   *     {@code IDENTITY_HEADER})
   */
  public static IdentityRoom open(
      int port, Tokens tokens, String secret, List<Principal> identities) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    IdentityRoom room = new IdentityRoom(server, threads, tokens, secret, identities);
    server.createContext("/", room::handle);
    server.setExecutor(threads);
    server.start();
    return room;
  }

  /** The application's {@code IDENTITY_ENDPOINT}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    Optional<String> header =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER"));
    Optional<Principal> identity =
        identities.stream()
            .filter(one -> one.clientId().equalsIgnoreCase(query.getOrDefault("client_id", "")))
            .findFirst();
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      refuse(exchange, 404, "No such path.");
    } else if (header.isEmpty() || !same(header.get(), secret)) {
      refuse(exchange, 401, "The X-IDENTITY-HEADER does not match.");
    } else if (!API_VERSION.equals(query.get("api-version"))) {
      refuse(exchange, 400, "The api-version is not " + API_VERSION + ".");
    } else if (query.getOrDefault("resource", "").isEmpty()) {
      refuse(exchange, 400, "The resource parameter is missing.");
    } else if (identity.isEmpty()) {
      refuse(
          exchange,
          400,
          "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.");
    } else {
      grant(exchange, tokens.issue(identity.get()), query.getOrDefault("resource", ""));
    }
  }

  private static void grant(HttpExchange exchange, Token token, String resource)
      throws IOException {
    String body =
        "{\"access_token\":\"%s\",\"expires_on\":\"%d\",\"resource\":\"%s\",\"token_type\":\"Bearer\",\"client_id\":\"%s\"}"
            .formatted(
                token.value(),
                token.expiresAt().getEpochSecond(),
                resource.replace("\\", "").replace("\"", ""),
                token.principal().clientId());
    send(exchange, 200, body);
  }

  private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
    send(exchange, status, "{\"statusCode\":%d,\"message\":\"%s\"}".formatted(status, message));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** The parameters of a raw query, decoded. */
  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }
}
