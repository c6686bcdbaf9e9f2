package io.gatewayresponder.lab.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpResponseMessage;
import io.gatewayresponder.lab.web.Answer;
import io.gatewayresponder.lab.web.LoopbackServer;
import io.gatewayresponder.lab.web.Request;
import java.net.URI;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The front door: App Service Authentication, routing, function keys, and the functions behind
 * them. As in Azure a method that no function serves at a path is answered with 404, not 405, and a
 * function that throws with an empty 500.
 */
final class HttpListener implements AutoCloseable {
  /** What the platform accepts as a request body. */
  private static final long BODY_LIMIT_BYTES = 100L * 1024 * 1024;

  private static final Logger LOG = Logger.getLogger("host.http");

  private final String prefix;
  private final String functionKey;
  private final AppServiceAuthentication authentication;
  private final List<Served> served;
  private @Nullable LoopbackServer server;

  /** A function and where it answers. */
  record Served(String function, Trigger.Http trigger, Route route, EntryPoint entryPoint) {}

  HttpListener(
      String routePrefix,
      String functionKey,
      AppServiceAuthentication authentication,
      List<Served> functions) {
    this.prefix = routePrefix.isEmpty() ? "/" : "/" + routePrefix + "/";
    this.functionKey = functionKey;
    this.authentication = authentication;
    this.served = new ArrayList<>(functions);
    served.sort(Comparator.comparingInt(function -> function.route().parameters()));
  }

  /** Starts to listen; the address. */
  String start(int port) {
    LoopbackServer started =
        LoopbackServer.start("host-http", port, BODY_LIMIT_BYTES, this::answer);
    server = started;
    return started.url();
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }

  Answer answer(Request outside) {
    Optional<Answer> platform = authentication.answer(outside);
    if (platform.isPresent()) {
      return platform.get();
    }
    if (outside.path().equals("/")) {
      return Answer.text(200, "This function app is up and running.\n");
    }
    if (!outside.path().startsWith(prefix)) {
      return Answer.empty(404);
    }
    Request request = authentication.pass(outside);
    String path = request.path().substring(prefix.length());
    for (Served function : served) {
      Optional<Map<String, String>> values = function.route().match(path);
      if (values.isPresent() && serves(function.trigger(), request.method())) {
        return function.trigger().needsKey() && !hasKey(request)
            ? Answer.empty(401)
            : run(function, request, values.get());
      }
    }
    return Answer.empty(404);
  }

  private static boolean serves(Trigger.Http trigger, String method) {
    return trigger.methods().isEmpty() || trigger.methods().contains(method);
  }

  /** The header wins over the parameter. */
  private boolean hasKey(Request request) {
    String given =
        request
            .header("x-functions-key")
            .orElseGet(() -> request.parameters().getOrDefault("code", ""));
    return MessageDigest.isEqual(given.getBytes(UTF_8), functionKey.getBytes(UTF_8));
  }

  private static Answer run(Served function, Request request, Map<String, String> values) {
    HostContext context = HostContext.of(function.function());
    try {
      Object result =
          function
              .entryPoint()
              .call(new EntryPoint.Call(new HostRequest(uri(request), request), values, context));
      return result instanceof HttpResponseMessage message
          ? toAnswer(message)
          : Answer.text(result == null ? 204 : 200, result == null ? "" : result.toString());
    } catch (Exception e) {
      LOG.log(Level.SEVERE, e, () -> "Executed 'Functions." + function.function() + "' (Failed)");
      return Answer.empty(500);
    }
  }

  private static Answer toAnswer(HttpResponseMessage message) {
    if (message instanceof HostResponse ours) {
      return ours.toAnswer();
    }
    throw new IllegalStateException("Not built by the request's response builder: " + message);
  }

  private static URI uri(Request request) {
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    return URI.create(
        "http://" + request.header("host").orElse("localhost") + request.path() + query);
  }
}
