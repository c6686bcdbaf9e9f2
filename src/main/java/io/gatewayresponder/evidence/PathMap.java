package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Which pool and setting serve which paths; a default for the rest. */
public record PathMap(JsonNode document) {
  /** Some paths and where they go. */
  public record Entry(JsonNode document) {
    public String name() {
      return ArmDocument.name(document);
    }

    public List<String> paths() {
      return ArmDocument.texts(document, "paths");
    }

    public String poolName() {
      return ArmDocument.referredName(document, "backendAddressPool");
    }

    public String settingName() {
      return ArmDocument.referredName(document, "backendHttpSettings");
    }
  }

  public String name() {
    return ArmDocument.name(document);
  }

  /** Empty where the default is a redirect. */
  public String defaultPoolName() {
    return ArmDocument.referredName(document, "defaultBackendAddressPool");
  }

  public String defaultSettingName() {
    return ArmDocument.referredName(document, "defaultBackendHttpSettings");
  }

  public List<Entry> entries() {
    return ArmDocument.each(document, "pathRules").stream().map(Entry::new).toList();
  }
}
