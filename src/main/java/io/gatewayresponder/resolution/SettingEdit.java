package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An edit of one HTTP setting and of what it refers to. Settings and probes are shared: what others
 * use as well is not changed under their feet. A probe that another setting has too is copied
 * before it is changed, and a setting can be copied for some of its pools.
 */
final class SettingEdit {
  static final String SETTINGS = "backendHttpSettingsCollection";
  static final String PROBES = "probes";

  private static final String POOL = "backendAddressPool";
  private static final String SETTING = "backendHttpSettings";
  private static final String DEFAULT_POOL = "defaultBackendAddressPool";
  private static final String DEFAULT_SETTING = "defaultBackendHttpSettings";

  private final GatewayEdit edit;
  private final String name;

  private SettingEdit(GatewayEdit edit, String name) {
    this.edit = edit;
    this.name = name;
  }

  /** True for an HTTP setting; those of layer 4 are none. */
  static boolean isPossible(GatewayEdit edit, String setting) {
    return edit.part(SETTINGS, setting).isPresent();
  }

  /** The setting itself is changed, for every pool behind it. */
  static SettingEdit inPlace(GatewayEdit edit, String setting) {
    return new SettingEdit(edit, setting);
  }

  /**
   * A copy of the setting is changed, and rules and path maps that bring one of these pools
   * together with the setting use the copy from then on.
   */
  static SettingEdit copyFor(GatewayEdit edit, String setting, List<String> pools) {
    String copy = edit.freeName(SETTINGS, setting + "-" + pools.get(0));
    edit.part(SETTINGS, setting).ifPresent(body -> edit.add(SETTINGS, copy, body.deepCopy()));
    SettingEdit made = new SettingEdit(edit, copy);
    for (String pool : pools) {
      made.lead(pool, setting);
    }
    return made;
  }

  private void lead(String pool, String setting) {
    JsonNode properties = edit.properties();
    for (JsonNode rule : properties.path("requestRoutingRules")) {
      lead(rule, POOL, pool, SETTING, setting);
    }
    for (JsonNode map : properties.path("urlPathMaps")) {
      lead(map, DEFAULT_POOL, pool, DEFAULT_SETTING, setting);
      for (JsonNode entry : map.path("properties").path("pathRules")) {
        lead(entry, POOL, pool, SETTING, setting);
      }
    }
  }

  private void lead(
      JsonNode part, String poolField, String pool, String settingField, String setting) {
    if (part.path("properties") instanceof ObjectNode body
        && referred(body, poolField).equalsIgnoreCase(pool)
        && referred(body, settingField).equalsIgnoreCase(setting)) {
      edit.refer(body, settingField, SETTINGS, name);
    }
  }

  /** The setting that is changed: the one itself, or its copy. */
  String name() {
    return name;
  }

  GatewayEdit gateway() {
    return edit;
  }

  /** The setting's properties, to be changed. */
  ObjectNode setting() {
    return edit.part(SETTINGS, name).orElseThrow();
  }

  /** The properties of its custom probe, to be changed for this setting only; nothing without. */
  Optional<ObjectNode> probe() {
    String probe = referred(setting(), "probe");
    Optional<ObjectNode> body = edit.part(PROBES, probe);
    if (body.isEmpty() || !isShared(probe)) {
      return body;
    }
    String copy = edit.freeName(PROBES, probe + "-" + name);
    edit.add(PROBES, copy, body.get().deepCopy());
    edit.refer(setting(), "probe", PROBES, copy);
    return edit.part(PROBES, copy);
  }

  private boolean isShared(String probe) {
    for (JsonNode other : edit.properties().path(SETTINGS)) {
      if (!other.path("name").asText().equalsIgnoreCase(name)
          && referred(other.path("properties"), "probe").equalsIgnoreCase(probe)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Attaches uploaded certificates beside those that are attached already.
   *
   * @param collection {@code trustedRootCertificates}, or {@code authenticationCertificates} of the
   *     first generation
   */
  void attach(String collection, List<String> certificates) {
    List<String> attached = new ArrayList<>();
    setting().path(collection).forEach(one -> attached.add(lastSegment(one.path("id").asText())));
    for (String certificate : certificates) {
      if (attached.stream().noneMatch(certificate::equalsIgnoreCase)) {
        setting()
            .withArray("/" + collection)
            .addObject()
            .put("id", edit.idOf(collection, certificate));
        attached.add(certificate);
      }
    }
  }

  private static String referred(JsonNode properties, String field) {
    return lastSegment(properties.path(field).path("id").asText());
  }

  private static String lastSegment(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
