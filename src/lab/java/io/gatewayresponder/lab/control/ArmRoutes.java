package io.gatewayresponder.lab.control;

import io.gatewayresponder.lab.twin.arm.ArmServer;
import io.gatewayresponder.lab.twin.arm.CallLog;
import io.gatewayresponder.lab.twin.arm.FaultSwitches;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.CallFault;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.Effect;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.web.Answer;
import io.gatewayresponder.lab.web.Request;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What ARM was asked, and what can be made to go wrong in it. */
public final class ArmRoutes {
  private ArmRoutes() {}

  public static List<ControlRoute> of(ArmServer arm) {
    CallLog calls = arm.calls();
    return List.of(
        ControlRoute.get(
            "/arm/calls",
            "Every call that Azure Resource Manager answered: who, what, status, milliseconds.",
            request -> Answer.json(200, Json.object().set("calls", calls.toJson()))),
        ControlRoute.get(
            "/arm/writes",
            "The calls that changed something.",
            request -> {
              var writes = Json.object();
              var array = writes.putArray("writes");
              calls
                  .toJson()
                  .forEach(
                      call -> {
                        if (call.path("write").asBoolean()) {
                          array.add(call);
                        }
                      });
              return Answer.json(200, writes);
            }),
        ControlRoute.get(
            "/arm/summary",
            "The calls counted: who did what, with which answers.",
            request -> Answer.text(200, calls.summary())),
        ControlRoute.post(
            "/faults",
            "Makes Azure Resource Manager misbehave: the next calls that match are refused or lose"
                + " their answer, a gateway change fails, operations are held, calls are slow or"
                + " throttled. null takes a fault back, {\"clear\": true} all of them.",
            "{\"next\": {\"times\": 1, \"effect\": \"REFUSE\", \"method\": \"PUT\", \"path\":"
                + " \"securityRules\", \"status\": 503, \"code\": \"ServerBusy\","
                + " \"retryAfterSeconds\": 2}, \"failGatewayPut\": {\"code\":"
                + " \"InternalServerError\", \"message\": \"…\", \"stays\": false},"
                + " \"holdSeconds\": 600, \"latencyMillis\": 150, \"throttle\": 0.1}",
            request -> fault(arm.faults(), request)));
  }

  private static Answer fault(FaultSwitches faults, Request request) {
    Fields fields =
        Fields.of(
            request, "clear", "next", "failGatewayPut", "holdSeconds", "latencyMillis", "throttle");
    if (fields.flag("clear", false)) {
      faults.clear();
    }
    if (fields.has("next")) {
      Fields next =
          fields.inner(
              "next", "times", "effect", "method", "path", "status", "code", "retryAfterSeconds");
      faults.next(next.integer("times", 1), callFault(next));
    }
    if (fields.has("failGatewayPut")) {
      Fields failure = fields.inner("failGatewayPut", "code", "message", "stays");
      faults.failGatewayPut(
          failure.text("code"), failure.text("message"), failure.flag("stays", false));
    }
    if (fields.has("holdSeconds")) {
      faults.hold(
          fields.isNull("holdSeconds") ? null : Duration.ofSeconds(fields.integer("holdSeconds")));
    }
    if (fields.has("latencyMillis")) {
      faults.latency(fields.isNull("latencyMillis") ? null : fields.integer("latencyMillis"));
    }
    if (fields.has("throttle")) {
      faults.throttle(fields.isNull("throttle") ? null : fields.number("throttle"));
    }
    return Answer.json(200, Json.object().put("done", true));
  }

  private static CallFault callFault(Fields fields) {
    return new CallFault(
        effect(fields.text("effect")),
        fields.textIfThere("method").orElse("*"),
        fields.text("path"),
        fields.integer("status", 503),
        fields.textIfThere("code").orElse("ServerBusy"),
        fields.has("retryAfterSeconds")
            ? Duration.ofSeconds(fields.integer("retryAfterSeconds"))
            : null);
  }

  private static Effect effect(String name) {
    return Arrays.stream(Effect.values())
        .filter(effect -> effect.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"effect\" is one of " + List.of(Effect.values()) + ", not " + name));
  }
}
