package io.gatewayresponder.lab.twin.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.Cached;
import io.gatewayresponder.lab.twin.network.Documents;
import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.servers.Answer;
import io.gatewayresponder.lab.twin.servers.Backends;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.twin.servers.WebServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what the platform runs behind a server's name, and lets it answer. Its names resolve by
 * themselves, unless they were taken out of the DNS. Thread-safe.
 */
public final class Platform {

  private static final String SITES = "Microsoft.Web/sites";
  private static final String NETWORKS = "Microsoft.Network/virtualNetworks";
  private static final String ADDRESSES = "Microsoft.Network/publicIPAddresses";
  private static final String APP_SERVICE = "Microsoft.Web";

  /** The front ends listen on these two and nowhere else. */
  private static final int PLAIN = 80;

  private static final int TLS = 443;

  /** What was read of one version of the documents; keys are in lower case. */
  private record World(
      Map<String, WebSite> sites, Set<String> endpointSubnets, Map<String, String> addresses) {}

  private final Cached<World> world;
  private final Backends backends;

  public Platform(Documents documents, Backends backends) {
    this.world = new Cached<>(documents, Platform::read);
    this.backends = backends;
  }

  /** What runs behind a name; a name of the customer's own that was set to lead elsewhere does. */
  public Optional<Hosted> find(String server) {
    String name = Json.lower(server);
    Optional<Hosted> hosted =
        Optional.<Hosted>ofNullable(world.get().sites().get(name))
            .or(() -> ApiManagement.at(name).map(Hosted.class::cast));
    return hosted.filter(
        each ->
            each.name().equals(name)
                || backends.names().find(name).map(each.address()::equals).orElse(true));
  }

  /** The names of the apps, in lower case; other names are recognised by their domain. */
  Set<String> names() {
    return Set.copyOf(world.get().sites().keySet());
  }

  /** Where a name leads: as the DNS was told, else to what the platform runs there. */
  public Optional<String> address(String server) {
    if (backends.names().isGone(server)) {
      return Optional.empty();
    }
    return backends.names().find(server).or(() -> find(server).map(Hosted::address));
  }

  /**
   * The front end as a server that has one answer for this one request; empty when nothing listens
   * on the port.
   */
  public Optional<WebServer> frontEnd(
      Hosted hosted, Caller caller, int port, String host, String path) {
    Optional<WebServer> own = backends.find(hosted.name(), port);
    boolean listens = own.map(WebServer::listening).orElse(true);
    if (!listens || (port != TLS && port != PLAIN)) {
      return Optional.empty();
    }
    boolean tls = port == TLS;
    Answer answer = hosted.answer(caller, tls, host, path, own);
    WebServer.Special only = new WebServer.Special(Optional.empty(), Optional.empty(), answer);
    Optional<Certificate> certificate =
        own.flatMap(WebServer::certificate).or(() -> Optional.of(hosted.certificate(host)));
    return Optional.of(
        new WebServer(
            true,
            own.map(WebServer::firewalled).orElse(false),
            tls ? "Https" : "Http",
            List.of(only),
            tls ? certificate : Optional.empty()));
  }

  /**
   * Whether the front end breaks a request for this host off before its answer is whole.
   *
   * <p>App Service answers 404 for a host that no app has, and 404 is no failed request. The guide
   * reports 502 for the same mistake; so that the mistake shows in a gateway's metrics, a front end
   * of the lab sends the status and then closes, unless the app was told otherwise. A probe, which
   * looks at the status, sees 404 either way.
   */
  public boolean breaksOff(Hosted hosted, String host) {
    return hosted instanceof WebSite
        && !hosted.knows(host)
        && backends.rejectsForeignHosts(hosted.name());
  }

  /** A gateway as the platform sees it. */
  public Caller caller(String subnetId, List<String> publicAddressIds, String location) {
    World now = world.get();
    List<String> addresses =
        publicAddressIds.stream()
            .flatMap(id -> Optional.ofNullable(now.addresses().get(Json.lower(id))).stream())
            .toList();
    return new Caller(
        subnetId, now.endpointSubnets().contains(Json.lower(subnetId)), addresses, location);
  }

  private static World read(Documents documents) {
    Map<String, WebSite> sites = new HashMap<>();
    for (JsonNode document : documents.ofType(SITES)) {
      WebSite site = WebSite.of(document);
      site.hosts().forEach(host -> sites.putIfAbsent(host, site));
    }
    Map<String, String> addresses = new HashMap<>();
    for (JsonNode document : documents.ofType(ADDRESSES)) {
      Json.text(Json.properties(document), "ipAddress")
          .ifPresent(address -> addresses.put(Json.lower(document.path("id").asText()), address));
    }
    return new World(sites, endpointSubnets(documents), addresses);
  }

  private static Set<String> endpointSubnets(Documents documents) {
    Set<String> subnets = new HashSet<>();
    for (JsonNode network : documents.ofType(NETWORKS)) {
      for (JsonNode subnet : Json.properties(network).path("subnets")) {
        List<String> services = new ArrayList<>();
        Json.properties(subnet)
            .path("serviceEndpoints")
            .forEach(endpoint -> services.add(endpoint.path("service").asText()));
        if (services.stream().anyMatch(APP_SERVICE::equalsIgnoreCase)) {
          subnets.add(
              Json.lower(network.path("id").asText() + "/subnets/" + subnet.path("name").asText()));
        }
      }
    }
    return subnets;
  }
}
