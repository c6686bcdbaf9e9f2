package io.gatewayresponder.lab.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An HTTP server that only this machine can reach. One handler answers everything; what it throws
 * becomes a 400 ({@link IllegalArgumentException}: its message says what is wrong with the request)
 * or a 500.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LoopbackServer.class.getName());

  static {
    // Otherwise small answers wait up to 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** Answers one request. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Request request) throws Exception;
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final long bodyLimitBytes;
  private final Handler handler;

  private LoopbackServer(HttpServer server, long bodyLimitBytes, Handler handler, String name) {
    this.server = server;
    this.bodyLimitBytes = bodyLimitBytes;
    this.handler = handler;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts a server.
   *
   * @param name of its threads
   * @param port 0 takes any free one
   * @param bodyLimitBytes a larger request body is answered with 413
   * @throws PortTaken when somebody else listens there
   */
  public static LoopbackServer start(String name, int port, long bodyLimitBytes, Handler handler) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (BindException e) {
      throw new PortTaken(port, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LoopbackServer started = new LoopbackServer(server, bodyLimitBytes, handler, name);
    server.createContext("/", started::serve);
    server.setExecutor(started.threads);
    server.start();
    return started;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Without a trailing slash. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes((int) bodyLimitBytes + 1);
      if (body.length > bodyLimitBytes) {
        write(exchange, Answer.error(413, "The body is larger than " + bodyLimitBytes + " bytes"));
        return;
      }
      String query = exchange.getRequestURI().getRawQuery();
      write(
          exchange,
          answer(
              new Request(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getRawPath(),
                  query == null ? "" : query,
                  flat(exchange.getRequestHeaders()),
                  body)));
    }
  }

  private Answer answer(Request request) {
    try {
      return handler.answer(request);
    } catch (IllegalArgumentException e) {
      return Answer.error(400, String.valueOf(e.getMessage()));
    } catch (Exception e) {
      LOG.log(Level.WARNING, e, () -> request.method() + " " + request.path() + " failed");
      return Answer.error(500, String.valueOf(e));
    }
  }

  private static void write(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean silent = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), silent ? -1 : answer.body().length);
    if (!silent) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static Map<String, String> flat(Headers headers) {
    Map<String, String> flat = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      flat.put(header.getKey().toLowerCase(Locale.ROOT), String.join(",", header.getValue()));
    }
    return flat;
  }
}
