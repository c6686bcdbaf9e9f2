package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The App Service apps of the gateway's subscription: {@code {"value":[...]}} of Web/sites. */
public record WebApps(JsonNode document) {
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

    public boolean answersTo(String host) {
      return defaultHostName().equalsIgnoreCase(host)
          || hostNames().stream().anyMatch(name -> name.equalsIgnoreCase(host));
    }
  }

  public List<WebApp> apps() {
    return ArmDocument.elements(document.path("value")).stream().map(WebApp::new).toList();
  }

  /** The app that a server of a pool is. */
  public Optional<WebApp> at(String host) {
    return apps().stream().filter(app -> app.answersTo(host)).findFirst();
  }
}
