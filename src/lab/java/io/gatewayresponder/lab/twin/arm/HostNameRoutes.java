package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import io.gatewayresponder.lab.twin.estate.WebSites;
import java.util.List;
import java.util.Map;

/**
 * The host names of an app. That a domain belongs to whoever binds it is believed: the twin has no
 * DNS records in which App Service would look.
 */
final class HostNameRoutes {
  private static final String TYPE = WebSites.TYPE + "/hostNameBindings";

  private final ArmRoom room;
  private final WebSites sites;

  private HostNameRoutes(ArmRoom room, WebSites sites) {
    this.room = room;
    this.sites = sites;
  }

  static List<Route> of(ArmRoom room, WebSites sites, String list) {
    HostNameRoutes hosts = new HostNameRoutes(room, sites);
    String one = list + "/{host}";
    return List.of(
        Route.asks("GET", list, TYPE + "/read", hosts::all),
        Route.asks("GET", one, TYPE + "/read", hosts::one),
        Route.changes("PUT", one, TYPE + "/write", hosts::bind),
        Route.changes("DELETE", one, TYPE + "/delete", hosts::unbind));
  }

  private ArmResponse all(ArmRequest request) {
    String app = room.get(request.scope()).path("id").asText();
    return ArmResponse.ok(Json.list(sites.bindings(app)).putNull("nextLink").putNull("id"));
  }

  private ArmResponse one(ArmRequest request) {
    ObjectNode app = app(request);
    String host = request.name("host");
    return sites.bindings(app.path("id").asText()).stream()
        .filter(binding -> binding.path("name").asText().equalsIgnoreCase(name(app, host)))
        .findFirst()
        .map(ArmResponse::ok)
        .orElseThrow(() -> WebError.notFound("HostNameBinding", host));
  }

  private ArmResponse bind(ArmRequest request) {
    ObjectNode app = app(request);
    String host = request.name("host");
    for (ObjectNode other : room.estate().ofType(WebSites.TYPE)) {
      boolean same = other.path("id").asText().equalsIgnoreCase(app.path("id").asText());
      if (!same && WebSites.hosts(other).stream().anyMatch(host::equalsIgnoreCase)) {
        throw WebError.hostTaken(host);
      }
    }
    return ArmResponse.ok(
        sites.bind(app.path("id").asText(), host, request.document().path("properties")));
  }

  private ArmResponse unbind(ArmRequest request) {
    ObjectNode app = app(request);
    String host = request.name("host");
    if (host.equalsIgnoreCase(app.path("properties").path("defaultHostName").asText())) {
      throw WebError.badRequest("The default host name {0} cannot be removed.", host);
    }
    boolean there = WebSites.hosts(app).stream().anyMatch(host::equalsIgnoreCase);
    if (!there) {
      return new ArmResponse(204, Map.of(), null);
    }
    sites.unbind(app.path("id").asText(), host);
    return new ArmResponse(200, Map.of(), null);
  }

  private ObjectNode app(ArmRequest request) {
    return room.get(ResourceId.of(request.path()).parent().orElseThrow().toString());
  }

  private static String name(ObjectNode app, String host) {
    return app.path("name").asText() + "/" + host;
  }
}
