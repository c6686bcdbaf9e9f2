package io.gatewayresponder.lab.control;

import io.gatewayresponder.lab.twin.arm.ArmServer;
import io.gatewayresponder.lab.twin.arm.CallLog;
import io.gatewayresponder.lab.twin.arm.FaultSwitches;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.CallFault;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.Effect;
import io.gatewayresponder.lab.twin.arm.Locks;
import io.gatewayresponder.lab.twin.arm.Locks.Level;
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
                + " \"holdSeconds\": 600, \"latencyMillis\": 150, \"throttle\": 0.1, \"supersede\":"
                + " true}",
            request -> fault(arm.faults(), request)),
        ControlRoute.post(
            "/locks",
            "Puts a management lock on a scope, or takes it away with null: CAN_NOT_DELETE forbids"
                + " deletes, READ_ONLY every change and every POST.",
            "{\"scope\": \"/subscriptions/…/resourceGroups/shop-edge\", \"level\": \"READ_ONLY\"}",
            request -> lock(arm.faults().locks(), request)));
  }

  private static Answer fault(FaultSwitches faults, Request request) {
    Fields fields =
        Fields.of(
            request,
            "clear",
            "next",
            "failGatewayPut",
            "holdSeconds",
            "latencyMillis",
            "throttle",
            "supersede");
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
    if (fields.has("supersede")) {
      faults.supersede(fields.flag("supersede", false));
    }
    return Answer.json(200, Json.object().put("done", true));
  }

  private static Answer lock(Locks locks, Request request) {
    Fields fields = Fields.of(request, "scope", "level");
    if (fields.isNull("level")) {
      locks.remove(fields.text("scope"));
    } else {
      locks.put(fields.text("scope"), oneOf(Level.values(), "level", fields.text("level")));
    }
    return Answer.json(200, Json.object().put("done", true));
  }

  private static CallFault callFault(Fields fields) {
    return new CallFault(
        oneOf(Effect.values(), "effect", fields.text("effect")),
        fields.textIfThere("method").orElse("*"),
        fields.text("path"),
        fields.integer("status", 503),
        fields.textIfThere("code").orElse("ServerBusy"),
        fields.has("retryAfterSeconds")
            ? Duration.ofSeconds(fields.integer("retryAfterSeconds"))
            : null);
  }

  private static <E extends Enum<E>> E oneOf(E[] values, String field, String name) {
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + field + "\" is one of " + List.of(values) + ", not " + name));
  }
}
