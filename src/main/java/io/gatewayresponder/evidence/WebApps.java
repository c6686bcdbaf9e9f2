package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The App Service apps of the gateway's subscription: {@code {"value":[...]}} of Web/sites. */
public final class WebApps {
  /** Where App Service gives apps their names, in every cloud and in environments of one's own. */
  private static final List<String> SUFFIXES =
      List.of(
          ".azurewebsites.net",
          ".azurewebsites.us",
          ".chinacloudsites.cn",
          ".appserviceenvironment.net",
          ".appserviceenvironment.us");

  /** True when the platform itself gave this name to an app. */
  public static boolean isPlatformName(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  /** True for a name in an environment of one's own: its front ends see private addresses. */
  public static boolean isInEnvironment(String host) {
    return host.toLowerCase(Locale.ROOT).contains(".appserviceenvironment.");
  }

  /** One app. */
  public record WebApp(JsonNode document) {
    public Optional<ResourceId> id() {
      return ResourceId.find(ArmDocument.text(document, "id"));
    }

    public String name() {
      return ArmDocument.name(document);
    }

    /** Running or Stopped. */
    public String state() {
      return ArmDocument.property(document, "state");
    }

    /** Such as {@code shop.azurewebsites.net}. */
    public String defaultHostName() {
      return ArmDocument.property(document, "defaultHostName");
    }

    /** Every host name that is bound, the default one included. */
    public List<String> hostNames() {
      return ArmDocument.texts(document, "hostNames");
    }

    /** Every host that the app answers to, as far as it is known. */
    public List<String> boundHosts(Optional<HostNameBindings> bindings) {
      Set<String> hosts = new LinkedHashSet<>();
      hosts.add(defaultHostName());
      hosts.addAll(hostNames());
      bindings.ifPresent(found -> hosts.addAll(found.hosts()));
      hosts.remove("");
      return List.copyOf(hosts);
    }

    /** True when the app shows a certificate for this host: its own, or one that is bound. */
    public boolean hasCertificateFor(String host) {
      return isPlatformName(host)
          || ArmDocument.each(document, "hostNameSslStates").stream()
              .filter(state -> ArmDocument.text(state, "name").equalsIgnoreCase(host))
              .map(state -> ArmDocument.text(state, "sslState"))
              .anyMatch(state -> !state.isEmpty() && !state.equalsIgnoreCase("Disabled"));
    }

    public boolean isStopped() {
      return state().equalsIgnoreCase("Stopped");
    }

    /** True when the app can be reached from inside a network, where no restriction applies. */
    public boolean hasPrivateEndpoints() {
      return !ArmDocument.each(document, "privateEndpointConnections").isEmpty();
    }

    /** True when the app can be reached by private endpoints only. */
    public boolean isClosedToPublic() {
      return ArmDocument.property(document, "publicNetworkAccess").equalsIgnoreCase("Disabled");
    }
  }

  private final JsonNode document;
  private volatile @Nullable Map<String, WebApp> byHost;

  public WebApps(JsonNode document) {
    this.document = document;
  }

  /** The document as ARM gave it. */
  public JsonNode document() {
    return document;
  }

  public List<WebApp> apps() {
    return ArmDocument.elements(document.path("value")).stream().map(WebApp::new).toList();
  }

  /** The app that a server of a pool is. */
  public Optional<WebApp> at(String host) {
    return Optional.ofNullable(byHost().get(host.toLowerCase(Locale.ROOT)));
  }

  /** Made once: every server of every pool is looked up. */
  private Map<String, WebApp> byHost() {
    Map<String, WebApp> known = byHost;
    if (known == null) {
      known = new HashMap<>();
      for (WebApp app : apps()) {
        known.putIfAbsent(app.defaultHostName().toLowerCase(Locale.ROOT), app);
        for (String host : app.hostNames()) {
          known.putIfAbsent(host.toLowerCase(Locale.ROOT), app);
        }
      }
      byHost = known;
    }
    return known;
  }
}
