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

    /** True where no pool is needed, or the pools are in a policy. */
    public boolean needsNoPool() {
      return !ArmDocument.referredName(document, "redirectConfiguration").isEmpty()
          || !ArmDocument.referredName(document, "loadDistributionPolicy").isEmpty();
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

  /** True where the default needs no pool, or its pools are in a policy. */
  public boolean defaultNeedsNoPool() {
    return !ArmDocument.referredName(document, "defaultRedirectConfiguration").isEmpty()
        || !ArmDocument.referredName(document, "defaultLoadDistributionPolicy").isEmpty();
  }

  public List<Entry> entries() {
    return ArmDocument.each(document, "pathRules").stream().map(Entry::new).toList();
  }
}
