package io.gatewayresponder.lab.control;

import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.servers.Backends;
import io.gatewayresponder.lab.twin.servers.BackendsJson;
import io.gatewayresponder.lab.twin.servers.Habits;
import io.gatewayresponder.lab.vnet.ResponderPlace;
import io.gatewayresponder.lab.vnet.VirtualNetwork;
import io.gatewayresponder.lab.web.Answer;
import io.gatewayresponder.lab.web.Request;
import java.util.List;

/** Machines' own firewalls, where the responder stands, and what gateways seldom show. */
public final class NetworkRoutes {

  private NetworkRoutes() {}

  /** The routes. */
  public static List<ControlRoute> of(Backends backends, VirtualNetwork network) {
    return List.of(
        ControlRoute.post(
            "/backends/firewall",
            "Lets a server's own machine drop what comes to the port, or no longer.",
            "{\"address\": \"10.20.1.4\", \"port\": 8080, \"firewalled\": true}",
            request -> {
              Fields fields = Fields.of(request, "address", "port", "firewalled");
              backends.setFirewalled(
                  fields.text("address"), fields.integer("port"), fields.flag("firewalled"));
              return Answer.json(200, new BackendsJson(backends).show());
            }),
        ControlRoute.post(
            "/network/place",
            "Puts the responder inside the network, or outside where it reaches no private address.",
            "{\"outside\": true}",
            request -> {
              boolean outside = Fields.of(request, "outside").flag("outside");
              network.standAt(outside ? ResponderPlace.OUTSIDE : ResponderPlace.EVERYWHERE);
              return Answer.json(200, Json.object().put("outside", outside));
            }),
        ControlRoute.post(
            "/gateways/habits",
            "Lets gateways show health Partial or Draining, or go on with a name's old address.",
            "{\"showPartial\": true, \"showDraining\": true, \"rememberNames\": true}",
            request -> habits(backends.habits(), request)));
  }

  private static Answer habits(Habits habits, Request request) {
    Fields fields = Fields.of(request, "showPartial", "showDraining", "rememberNames");
    habits.showPartial(fields.flag("showPartial", habits.showsPartial()));
    habits.showDraining(fields.flag("showDraining", habits.showsDraining()));
    habits.rememberNames(fields.flag("rememberNames", habits.remembersNames()));
    return Answer.json(
        200,
        Json.object()
            .put("showPartial", habits.showsPartial())
            .put("showDraining", habits.showsDraining())
            .put("rememberNames", habits.remembersNames()));
  }
}
