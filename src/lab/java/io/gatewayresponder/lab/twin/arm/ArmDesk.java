package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.logs.ActivityLog;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request: token, latency, faults, route, role, answer; and a line in the call log.
 */
final class ArmDesk {
  private static final Logger LOG = Logger.getLogger(ArmDesk.class.getName());

  /** ARM takes requests up to 4 MB; more is a mistake. */
  private static final int MOST_BODY_BYTES = 4 * 1024 * 1024;

  /**
   * What a throttled client is told to wait: wall time, short, so that a lab does not stand still.
   */
  private static final Duration THROTTLED = Duration.ofSeconds(1);

  static final String TENANT = "20000000-0000-4000-8000-000000000001";

  private final List<Route> routes;
  private final ArmRoom room;
  private final FrontDoor frontDoor;
  private final CallLog calls;
  private final TwinClock clock;
  private final ActivityDesk activity;
  private final Random random;

  ArmDesk(
      List<Route> routes,
      ArmRoom room,
      FrontDoor frontDoor,
      CallLog calls,
      TwinClock clock,
      ActivityLog activity) {
    this.routes = routes;
    this.room = room;
    this.frontDoor = frontDoor;
    this.calls = calls;
    this.clock = clock;
    this.activity = new ActivityDesk(activity, room.operations());
    this.random = new Random(room.options().seed());
  }

  /** The answer; null when it is to be lost. */
  @Nullable ArmResponse answer(HttpExchange exchange) throws IOException {
    long began = System.nanoTime();
    Instant asked = activity.log().now();
    String method = exchange.getRequestMethod();
    String path = path(exchange);
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    byte[] sent = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES);
    Optional<Route> route =
        routes.stream().filter(one -> one.match(method, path).isPresent()).findFirst();
    Optional<FaultSwitches.CallFault> fault = room.faults().take(method, path);
    delay();
    String who = "nobody";
    Optional<Rights> rights = Optional.empty();
    ArmResponse response;
    try {
      Principal principal = frontDoor.admit(exchange.getRequestHeaders().getFirst("Authorization"));
      who = principal.name();
      rights = Optional.of(new Rights(room.access(), principal));
      refuseOnPurpose(fault);
      Route taken = route.orElseThrow(() -> notSimulated(method, path));
      if (taken.ofArm()) {
        requireApiVersion(query);
      }
      ArmRequest request =
          new ArmRequest(
              method,
              path,
              query,
              json(sent),
              principal,
              origin(exchange),
              taken.action(),
              rights.get(),
              taken.match(method, path).orElseThrow());
      if (taken.ofArm() && !taken.action().isEmpty()) {
        request.rights().require(taken.action(), request.scope());
        room.faults().locks().require(method, request.scope());
      }
      response = taken.handler().answer(request);
      if (taken.changes()) {
        activity.accepted(asked, request, response);
      }
    } catch (ArmError e) {
      response = refusal(e);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, e, () -> "The twin broke on " + method + " " + path);
      response = refusal(new ArmError(500, "InternalServerError", "An error occurred: " + e));
    }
    calls.add(
        new CallLog.Call(
            clock.instant(),
            who,
            method,
            path,
            query.getOrDefault("api-version", ""),
            route.map(Route::action).orElse(""),
            response.status(),
            (System.nanoTime() - began) / 1_000_000,
            route.map(Route::changes).orElse(false) && response.status() < 300,
            rights.map(Rights::needed).orElse(Set.of()),
            rights.map(Rights::lacking).orElse(Set.of())));
    boolean lost = fault.map(one -> one.effect() == FaultSwitches.Effect.LOSE_ANSWER).orElse(false);
    return lost ? null : response;
  }

  private void refuseOnPurpose(Optional<FaultSwitches.CallFault> fault) {
    if (fault.isPresent() && fault.get().effect() == FaultSwitches.Effect.REFUSE) {
      throw fault.get().refusal();
    }
    if (draw() < room.faults().throttleOr(room.options().throttleProbability())) {
      throw new ArmError(429, "TooManyRequests", "The request is being throttled.")
          .retryAfter(THROTTLED);
    }
  }

  private void delay() {
    int jitter = room.options().jitterMillis();
    long millis =
        room.faults().latencyOr(room.options().latencyMillis()) + (long) (draw() * jitter);
    if (millis > 0) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private double draw() {
    synchronized (random) {
      return random.nextDouble();
    }
  }

  private static ArmResponse refusal(ArmError error) {
    ArmResponse response = ArmResponse.refusal(error);
    return error.status() == 401
        ? response.with("WWW-Authenticate", FrontDoor.challenge(error, TENANT))
        : response;
  }

  private static ArmError notSimulated(String method, String path) {
    return new ArmError(
        501, "NotSimulated", "The lab's Azure does not simulate %s %s.".formatted(method, path));
  }

  private static void requireApiVersion(Map<String, String> query) {
    if (query.getOrDefault("api-version", "").isEmpty()) {
      throw new ArmError(
          400,
          "MissingApiVersionParameter",
          "The api-version query parameter (?api-version=) is required for all requests.");
    }
  }

  private static @Nullable JsonNode json(byte[] sent) {
    if (sent.length == 0) {
      return null;
    }
    try {
      return Json.read(sent);
    } catch (IOException e) {
      throw new ArmError(
          400,
          "InvalidRequestContent",
          "The request content was invalid and could not be deserialized.");
    }
  }

  /** Scheme and authority by which the caller knows us. */
  static String origin(HttpExchange exchange) {
    return "https://" + exchange.getRequestHeaders().getFirst("Host");
  }

  /**
   * Some clients end a path with a slash or begin it with two; after two slashes {@link URI} takes
   * the first segment for a host.
   */
  static String path(HttpExchange exchange) {
    URI asked = exchange.getRequestURI();
    String host = asked.getRawAuthority();
    String path = (host == null ? "" : "/" + host) + asked.getPath().replaceFirst("^/+", "/");
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new LinkedHashMap<>();
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
