package io.gatewayresponder.cli;

import io.gatewayresponder.evidence.OnDemandProbe;
import io.gatewayresponder.evidence.ResourceId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which look it was: its name in {@code Sight} and what it was about. Two keys are equal without
 * regard to case, as Azure's ids are.
 */
record Key(String look, List<String> about) {
  static final String GATEWAY = "gateway";
  static final String BACKEND_HEALTH = "backendHealth";
  static final String VIRTUAL_NETWORK = "virtualNetwork";
  static final String NETWORK_SECURITY_GROUP = "networkSecurityGroup";
  static final String NETWORK_INTERFACE = "networkInterface";
  static final String METRICS = "metrics";
  static final String ROUTE_TABLE = "routeTable";
  static final String PUBLIC_ADDRESS = "publicAddress";
  static final String WEB_APPS = "webApps";
  static final String ACCESS_RESTRICTIONS = "accessRestrictions";
  static final String HOST_NAME_BINDINGS = "hostNameBindings";
  static final String DIAGNOSTIC_SETTINGS = "diagnosticSettings";
  static final String ACCESS_LOGS = "accessLogs";
  static final String HANDSHAKE = "handshake";
  static final String RESOLVED_NAME = "resolvedName";
  static final String CONNECTIVITY = "connectivity";
  static final String PROBE_NOW = "probeNow";
  static final String RECENT_CHANGES = "recentChanges";

  Key {
    about = List.copyOf(about);
  }

  static Key of(String look, Object... about) {
    return new Key(look, Arrays.stream(about).map(Object::toString).toList());
  }

  /** A look at the whole resource, whichever part of it the id names. */
  static Key ofWhole(String look, ResourceId id) {
    return of(look, id.root());
  }

  /** The Activity Log of the resource group that the id is in. */
  static Key changesIn(ResourceId id) {
    return of(
        RECENT_CHANGES,
        "/subscriptions/" + id.subscription() + "/resourceGroups/" + id.resourceGroup());
  }

  static Key of(OnDemandProbe probe) {
    return new Key(PROBE_NOW, probe.texts());
  }

  /** The same look, about anything: for documents that do not say what they are about. */
  Key anywhere() {
    return new Key(look, List.of());
  }

  /** What a person calls it. */
  String words() {
    String name = look.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    if (about.isEmpty()) {
      return name;
    }
    String first = about.get(0);
    String last = first.substring(first.lastIndexOf('/') + 1);
    return about.size() == 1 ? name + " of " + last : name + " with " + last + ":" + about.get(1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && key.comparable().equals(comparable());
  }

  @Override
  public int hashCode() {
    return comparable().hashCode();
  }

  private String comparable() {
    return (look + "\n" + String.join("\n", about)).toLowerCase(Locale.ROOT);
  }
}
