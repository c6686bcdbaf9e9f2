package io.gatewayresponder.lab.control;

import io.gatewayresponder.lab.twin.causes.Causes;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.web.Answer;
import io.gatewayresponder.lab.web.Request;
import java.util.List;
import java.util.Map;

/**
 * The servers behind the gateways, the clients in front of them, time, and what alerts were sent.
 */
public final class TwinRoutes {
  /** Faster than this, a step of the twin's time is longer than any probe's interval. */
  private static final double MOST_SPEED = 10_000;

  private TwinRoutes() {}

  /**
   * The routes.
   *
   * @param gatewayId whose load is meant when a request names no gateway
   * @param subscription whose alerts are shown
   */
  public static List<ControlRoute> of(Causes causes, String gatewayId, String subscription) {
    return List.of(
        ControlRoute.get(
            "/backends",
            "The servers behind the gateways, and the names that resolve.",
            request -> Answer.json(200, causes.backendsJson().show())),
        ControlRoute.post(
            "/backends/listening",
            "Starts or stops a server.",
            "{\"address\": \"10.20.1.4\", \"port\": 8080, \"listening\": false}",
            request -> {
              Fields fields = Fields.of(request, "address", "port", "listening", "protocol");
              fields.flag("listening");
              return backend(causes, fields);
            }),
        ControlRoute.post(
            "/backends/answer",
            "Sets what a server answers, for a host, a path, both or everything; an App Service app or"
                + " an API Management is the server with its own host name, on 443 and 80. With"
                + " \"closes\" it closes the connection instead of answering.",
            "{\"address\": \"10.20.1.4\", \"port\": 8080, \"path\": \"/health\", \"status\": 500,"
                + " \"latencyMs\": 20, \"closes\": false}",
            request -> {
              Fields fields =
                  Fields.of(
                      request,
                      "address",
                      "port",
                      "host",
                      "path",
                      "status",
                      "latencyMs",
                      "body",
                      "closes");
              if (!fields.flag("closes", false)) {
                fields.integer("status");
              }
              return backend(causes, fields);
            }),
        ControlRoute.post(
            "/backends/certificate",
            "Lets a server speak TLS with this certificate: its names, when it is valid, who issued"
                + " it (well-known, private, private-through-intermediate, self-signed), what is sent.",
            "{\"address\": \"10.20.1.4\", \"port\": 8080, \"certificate\": {\"names\":"
                + " [\"shop.example\"], \"issuer\": \"well-known\", \"sends\": \"whole-chain\"}}",
            request -> {
              Fields fields = Fields.of(request, "address", "port", "certificate");
              fields.inner(
                  "certificate",
                  "names",
                  "commonName",
                  "expired",
                  "chainComplete",
                  "validFrom",
                  "validTo",
                  "issuer",
                  "authority",
                  "sends");
              return backend(causes, fields);
            }),
        ControlRoute.post(
            "/backends/foreign-hosts",
            "Whether an App Service app's front end breaks off requests for hosts that the app does"
                + " not have (502 for clients), or answers them 404.",
            "{\"app\": \"shop-app.azurewebsites.net\", \"rejects\": false}",
            request -> {
              Fields fields = Fields.of(request, "app", "rejects");
              causes.backends().setRejectsForeignHosts(fields.text("app"), fields.flag("rejects"));
              return Answer.json(200, causes.backendsJson().show());
            }),
        ControlRoute.post(
            "/backends/name",
            "Lets a name lead to an address, or (false) to nothing; without either the name is as it"
                + " was.",
            "{\"name\": \"shop-app.azurewebsites.net\", \"resolves\": false}",
            request -> name(causes, Fields.of(request, "name", "address", "resolves"))),
        ControlRoute.get(
            "/load",
            "The client load that was set; other gateways have a little of their own.",
            request -> load(causes)),
        ControlRoute.post(
            "/load",
            "Sets how many requests a second clients send; without a gateway the shop's.",
            "{\"path\": \"/\", \"host\": \"\", \"requestsPerSecond\": 20}",
            request -> {
              var body = Fields.of(request, "gateway", "host", "path", "requestsPerSecond").copy();
              if (!body.has("gateway")) {
                body.put("gateway", gatewayId);
              }
              causes.loadJson().change(body);
              return load(causes);
            }),
        ControlRoute.get("/clock", "The twin's time and its speed.", request -> clock(causes)),
        ControlRoute.post(
            "/clock",
            "Changes how many simulated seconds pass in a second.",
            "{\"speed\": 60}",
            request -> speed(causes, request)),
        ControlRoute.get(
            "/alerts",
            "The alerts of the twin's own engine, fired and resolved.",
            request -> Answer.json(200, causes.alerts().alerts(subscription, Map.of()))),
        ControlRoute.get(
            "/alerts/notifications",
            "What the action groups sent, each attempt with its outcome.",
            request ->
                Answer.json(
                    200, Json.object().set("notifications", causes.notifications().show()))),
        ControlRoute.post(
            "/alerts/resend",
            "Sends a notification again, as action groups sometimes do.",
            "{\"id\": 1}",
            request -> {
              int id = Fields.of(request, "id").integer("id");
              return causes.resend(id)
                  ? Answer.json(202, Json.object().put("sent", id))
                  : Answer.error(404, "There is no notification " + id);
            }));
  }

  private static Answer backend(Causes causes, Fields fields) {
    fields.text("address");
    fields.integer("port");
    var body = fields.copy();
    if (body.has("latencyMs")) {
      body.put("latencyMillis", fields.integer("latencyMs"));
    }
    causes.backendsJson().change(body);
    return Answer.json(200, causes.backendsJson().show());
  }

  private static Answer name(Causes causes, Fields fields) {
    String name = fields.text("name");
    if (fields.has("address")) {
      causes.backends().names().set(name, fields.text("address"));
    } else if (fields.flag("resolves", true)) {
      causes.backends().names().restore(name);
    } else {
      causes.backends().names().remove(name);
    }
    return Answer.json(200, causes.backendsJson().show());
  }

  private static Answer load(Causes causes) {
    return Answer.json(200, Json.object().set("load", causes.loadJson().show()));
  }

  private static Answer clock(Causes causes) {
    return Answer.json(
        200,
        Json.object()
            .put("now", causes.clock().instant().toString())
            .put("speed", causes.clock().speed()));
  }

  private static Answer speed(Causes causes, Request request) {
    double speed = Fields.of(request, "speed").number("speed");
    if (!(speed > 0 && speed <= MOST_SPEED)) {
      throw new IllegalArgumentException("\"speed\" is above 0 and at most " + MOST_SPEED);
    }
    causes.clock().setSpeed(speed);
    return clock(causes);
  }
}
