package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import io.gatewayresponder.lab.twin.estate.WebSites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * App Service apps: read, created, started and stopped; their configuration and their host names.
 * Every write is done when it is answered.
 */
final class WebSiteRoutes {
  private static final String TYPE = WebSites.TYPE;
  private static final String ALL = "/providers/" + TYPE;
  private static final String ONE = ArmRoom.GROUP + ALL + "/{name}";
  private static final String CONFIG = ONE + "/config/web";
  private static final String BINDINGS = ONE + "/hostNameBindings";

  private final ArmRoom room;
  private final WebSites sites;

  private WebSiteRoutes(ArmRoom room) {
    this.room = room;
    this.sites = new WebSites(room.estate());
  }

  static List<Route> of(ArmRoom room) {
    WebSiteRoutes web = new WebSiteRoutes(room);
    List<Route> routes = new ArrayList<>();
    String read = TYPE + "/read";
    routes.add(Route.asks("GET", ONE, read, web::one));
    routes.add(Route.asks("GET", ArmRoom.GROUP + ALL, read, web::ofGroup));
    routes.add(Route.asks("GET", "/subscriptions/{subscription}" + ALL, read, web::ofSubscription));
    routes.add(Route.changes("PUT", ONE, TYPE + "/write", web::put));
    routes.add(
        Route.changes(
            "POST", ONE + "/stop", TYPE + "/stop/action", asked -> web.run(asked, false)));
    routes.add(
        Route.changes(
            "POST", ONE + "/start", TYPE + "/start/action", asked -> web.run(asked, true)));
    routes.add(Route.asks("GET", CONFIG, TYPE + "/config/read", web::configuration));
    routes.add(
        Route.changes(
            "PATCH", CONFIG, TYPE + "/config/write", asked -> web.configure(asked, false)));
    routes.add(
        Route.changes("PUT", CONFIG, TYPE + "/config/write", asked -> web.configure(asked, true)));
    routes.addAll(HostNameRoutes.of(room, web.sites, BINDINGS));
    return routes;
  }

  private ArmResponse one(ArmRequest request) {
    return ArmResponse.ok(WebSites.shown(room.get(request.path())));
  }

  private ArmResponse ofGroup(ArmRequest request) {
    return list(
        id ->
            id.subscription().equalsIgnoreCase(request.name("subscription"))
                && id.resourceGroup().equalsIgnoreCase(request.name("group")));
  }

  private ArmResponse ofSubscription(ArmRequest request) {
    return list(id -> id.subscription().equalsIgnoreCase(request.name("subscription")));
  }

  private ArmResponse list(Predicate<ResourceId> wanted) {
    List<ObjectNode> shown =
        room.estate().ofType(TYPE).stream()
            .filter(site -> wanted.test(ResourceId.of(site.path("id").asText())))
            .map(WebSites::shown)
            .toList();
    return ArmResponse.ok(Json.list(shown).putNull("nextLink").putNull("id"));
  }

  private ArmResponse put(ArmRequest request) {
    ResourceId id = ResourceId.of(request.path());
    room.requireGroup(id);
    ObjectNode sent = request.document();
    String stored =
        room.estate().find(request.path()).map(site -> site.path("id").asText()).orElse("");
    if (stored.isEmpty()) {
      requireNameIsFree(id.name());
    }
    check(request, sent.path("properties").path("siteConfig"));
    ObjectNode site = sites.write(stored.isEmpty() ? id.toString() : stored, sent);
    return ArmResponse.ok(WebSites.shown(site));
  }

  /** An app's name is part of a public host name, so there is one of it in the world. */
  private void requireNameIsFree(String name) {
    boolean taken =
        room.estate().ofType(TYPE).stream()
            .anyMatch(site -> site.path("name").asText().equalsIgnoreCase(name));
    if (taken) {
      throw WebError.nameTaken(name);
    }
  }

  private ArmResponse run(ArmRequest request, boolean running) {
    sites.setRunning(room.get(request.scope()).path("id").asText(), running);
    return new ArmResponse(200, Map.of(), null);
  }

  private ArmResponse configuration(ArmRequest request) {
    return ArmResponse.ok(sites.configuration(app(request)));
  }

  /** The answer has the app's id and type, and the configuration's properties; as recorded. */
  private ArmResponse configure(ArmRequest request, boolean whole) {
    String id = app(request);
    JsonNode sent = request.document().path("properties");
    check(request, sent);
    sites.configure(id, sent, whole);
    ObjectNode answer = sites.configuration(id);
    answer.put("id", id).put("type", TYPE);
    return ArmResponse.ok(answer).with("ETag", "\"%X\"".formatted(room.estate().version()));
  }

  private void check(ArmRequest request, JsonNode configuration) {
    SiteRules.check(configuration);
    Set<String> subnets = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    subnets.addAll(SiteRules.subnets(configuration));
    request.requireLinked(
        "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action", subnets);
  }

  private String app(ArmRequest request) {
    ResourceId site = ResourceId.of(request.path()).parent().orElseThrow();
    return room.get(site.toString()).path("id").asText();
  }
}
