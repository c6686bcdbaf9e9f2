package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The App Service apps of an estate. An app is one document that holds its configuration and its
 * host name bindings as children, in {@code properties.config} and {@code
 * properties.hostNameBindings}; ARM shows it without them ({@link #shown}). Changes work at once:
 * App Service has no long-running operations for them. Thread-safe, like the estate.
 */
public record WebSites(Estate estate) {
  public static final String TYPE = "Microsoft.Web/sites";

  private static final String CONFIG = "config";
  private static final String BINDINGS = "hostNameBindings";

  /** What a client cannot decide by writing the app. */
  private static final Set<String> SERVICES_OWN =
      Set.of(
          "name",
          "state",
          "hostNames",
          "enabledHostNames",
          "hostNameSslStates",
          "defaultHostName",
          "repositorySiteName",
          "inboundIpAddress",
          "possibleInboundIpAddresses",
          "resourceGroup",
          "siteConfig",
          CONFIG,
          BINDINGS);

  /** A new app that runs, has its default host name and lets everybody in. */
  public ObjectNode create(String id) {
    return write(id, Json.object());
  }

  /** Creates or changes an app as a PUT does: what is not sent stays. */
  public ObjectNode write(String id, ObjectNode sent) {
    if (estate.find(id).isEmpty()) {
      estate.put(fresh(ResourceId.of(id)));
    }
    return edit(
        id,
        site -> {
          for (String field : List.of("location", "kind", "tags", "identity")) {
            if (sent.has(field)) {
              site.set(field, sent.path(field).deepCopy());
            }
          }
          ObjectNode properties = Json.properties(site);
          for (var field : sent.path("properties").properties()) {
            if (!SERVICES_OWN.contains(field.getKey())) {
              properties.set(field.getKey(), field.getValue().deepCopy());
            }
          }
          JsonNode siteConfig = sent.path("properties").path("siteConfig");
          SiteConfiguration.merge(configuration(site), siteConfig);
          boolean enabled = properties.path("enabled").asBoolean(true);
          properties.put("state", enabled ? "Running" : "Stopped");
        });
  }

  public void setRunning(String id, boolean running) {
    var unused =
        edit(
            id,
            site ->
                Json.properties(site)
                    .put("enabled", running)
                    .put("state", running ? "Running" : "Stopped"));
  }

  /** The app's {@code config/web}. */
  public ObjectNode configuration(String id) {
    return child(whole(id), CONFIG, "web").orElseThrow();
  }

  /** The app's host name bindings. */
  public List<ObjectNode> bindings(String id) {
    return Json.objects(whole(id).path("properties").path(BINDINGS));
  }

  private ObjectNode whole(String id) {
    ObjectNode site = estate.find(id).orElseThrow(() -> new IllegalArgumentException(id));
    complete(site);
    return site;
  }

  /**
   * Changes fields of {@code config/web}.
   *
   * @param whole what is not sent goes back to a new app's value
   */
  public void configure(String id, JsonNode sent, boolean whole) {
    var unused =
        edit(
            id,
            site -> {
              ObjectNode properties = configuration(site);
              if (whole) {
                properties.removeAll().setAll(SiteConfiguration.defaults());
              }
              SiteConfiguration.merge(properties, sent);
            });
  }

  /** Puts these access restrictions in place of those that were. */
  public void restrict(String id, List<ObjectNode> rules) {
    ObjectNode sent = Json.object();
    sent.putArray("ipSecurityRestrictions").addAll(rules);
    configure(id, sent, false);
  }

  /** The app answers to this host too, with a certificate for it. */
  public void bind(String id, String host) {
    var unused = bind(id, host, Json.object().put("sslState", "SniEnabled"));
  }

  /** As above; without an {@code sslState} the host has no certificate. */
  public ObjectNode bind(String id, String host, JsonNode sent) {
    ObjectNode site =
        edit(
            id,
            each -> {
              drop(each, host);
              Json.properties(each).withArrayProperty(BINDINGS).add(binding(each, host, sent));
            });
    return child(site, BINDINGS, host).orElseThrow();
  }

  public void unbind(String id, String host) {
    var unused = edit(id, site -> drop(site, host));
  }

  /** Every host name to which the app answers, the default one last, as ARM lists them. */
  public static List<String> hosts(JsonNode site) {
    List<String> hosts = new ArrayList<>();
    site.path("properties").path("hostNames").forEach(host -> hosts.add(host.asText()));
    return hosts;
  }

  /** The app as ARM shows it. */
  public static ObjectNode shown(ObjectNode site) {
    ObjectNode shown = site.deepCopy();
    Json.properties(shown).remove(List.of(CONFIG, BINDINGS));
    return shown;
  }

  private ObjectNode edit(String id, Consumer<ObjectNode> change) {
    return estate.update(
        id,
        site -> {
          complete(site);
          change.accept(site);
          hostNames(site);
        });
  }

  private static ObjectNode fresh(ResourceId id) {
    ObjectNode site = Json.resource("/estate/site.json");
    site.put("id", id.toString()).put("name", id.name()).put("type", TYPE);
    String host = id.name().toLowerCase(Locale.ROOT) + ".azurewebsites.net";
    // One of the addresses that are reserved for examples (RFC 5737), the same in every run.
    String address = "198.51.100." + (1 + Math.floorMod(host.hashCode(), 254));
    ObjectNode properties = Json.properties(site);
    properties
        .put("name", id.name())
        .put("repositorySiteName", id.name())
        .put("defaultHostName", host)
        .put("inboundIpAddress", address)
        .put("possibleInboundIpAddresses", address)
        .put("resourceGroup", id.resourceGroup());
    properties.putArray("hostNames").add(host);
    complete(site);
    hostNames(site);
    return site;
  }

  /** An app that was recorded comes without the children that the estate keeps inside it. */
  private static void complete(ObjectNode site) {
    ObjectNode properties = Json.properties(site);
    if (child(site, CONFIG, "web").isEmpty()) {
      properties
          .withArrayProperty(CONFIG)
          .addObject()
          .put("id", site.path("id").asText() + "/config/web")
          .put("name", site.path("name").asText())
          .put("type", TYPE + "/config")
          .put("location", site.path("location").asText())
          .set("properties", SiteConfiguration.defaults());
    }
    if (!properties.has(BINDINGS)) {
      ArrayNode bindings = properties.putArray(BINDINGS);
      for (String host : hosts(site)) {
        bindings.add(binding(site, host, sslState(properties, host)));
      }
    }
  }

  private static JsonNode sslState(ObjectNode properties, String host) {
    return Json.objects(properties.path("hostNameSslStates")).stream()
        .filter(state -> state.path("name").asText().equalsIgnoreCase(host))
        .findFirst()
        .orElseGet(Json::object);
  }

  private static ObjectNode configuration(ObjectNode site) {
    return Json.properties(child(site, CONFIG, "web").orElseThrow());
  }

  private static ObjectNode binding(ObjectNode site, String host, JsonNode sent) {
    String app = site.path("name").asText();
    ObjectNode binding =
        Json.object()
            .put("id", site.path("id").asText() + "/hostNameBindings/" + host)
            .put("name", app + "/" + host)
            .put("type", TYPE + "/hostNameBindings")
            .put("location", site.path("location").asText());
    ObjectNode properties = binding.putObject("properties");
    properties.put("siteName", app).putNull("domainId").put("hostNameType", "Verified");
    for (String field : List.of("sslState", "thumbprint", "customHostNameDnsRecordType")) {
      if (sent.hasNonNull(field)) {
        properties.set(field, sent.path(field).deepCopy());
      }
    }
    return binding;
  }

  private static Optional<ObjectNode> child(ObjectNode site, String collection, String name) {
    return Json.objects(site.path("properties").path(collection)).stream()
        .filter(each -> isNamed(each, name))
        .findFirst();
  }

  private static boolean isNamed(JsonNode child, String name) {
    return child
        .path("id")
        .asText()
        .toLowerCase(Locale.ROOT)
        .endsWith("/" + name.toLowerCase(Locale.ROOT));
  }

  private static void drop(ObjectNode site, String host) {
    ArrayNode bindings = Json.properties(site).withArrayProperty(BINDINGS);
    for (int i = bindings.size() - 1; i >= 0; i--) {
      if (isNamed(bindings.get(i), host)) {
        bindings.remove(i);
      }
    }
  }

  /** What the app says of its host names follows from its bindings. */
  private static void hostNames(ObjectNode site) {
    ObjectNode properties = Json.properties(site);
    String standard = properties.path("defaultHostName").asText();
    ArrayNode names = properties.putArray("hostNames");
    ArrayNode states = properties.putArray("hostNameSslStates");
    for (ObjectNode binding : Json.objects(properties.path(BINDINGS))) {
      String host = ResourceId.of(binding.path("id").asText()).name();
      String state = binding.path("properties").path("sslState").asText("Disabled");
      if (!host.equalsIgnoreCase(standard)) {
        names.add(host);
      }
      states.addObject().put("name", host).put("sslState", state).put("hostType", "Standard");
    }
    names.add(standard);
    String scm = standard.replaceFirst("\\.", ".scm.");
    states.addObject().put("name", scm).put("sslState", "Disabled").put("hostType", "Repository");
    properties.putArray("enabledHostNames").addAll(names).add(scm);
  }
}
