package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Which pool and setting serve which paths; a default for the rest.
 *
 * @param defaultPoolName empty where the default is a redirect
 * @param defaultNeedsNoPool true where the default needs no pool, or its pools are in a policy
 */
public record PathMap(
    String name,
    String defaultPoolName,
    String defaultSettingName,
    boolean defaultNeedsNoPool,
    List<Entry> entries) {
  /**
   * Some paths and where they go.
   *
   * @param needsNoPool true where no pool is needed, or the pools are in a policy
   */
  public record Entry(
      String name, List<String> paths, String poolName, String settingName, boolean needsNoPool) {
    private static Entry of(JsonNode document) {
      return new Entry(
          ArmDocument.name(document),
          ArmDocument.texts(document, "paths"),
          ArmDocument.referredName(document, "backendAddressPool"),
          ArmDocument.referredName(document, "backendHttpSettings"),
          refers(document, "redirectConfiguration") || refers(document, "loadDistributionPolicy"));
    }
  }

  static PathMap of(JsonNode document) {
    return new PathMap(
        ArmDocument.name(document),
        ArmDocument.referredName(document, "defaultBackendAddressPool"),
        ArmDocument.referredName(document, "defaultBackendHttpSettings"),
        refers(document, "defaultRedirectConfiguration")
            || refers(document, "defaultLoadDistributionPolicy"),
        ArmDocument.each(document, "pathRules").stream().map(Entry::of).toList());
  }

  private static boolean refers(JsonNode document, String field) {
    return !ArmDocument.referredName(document, field).isEmpty();
  }
}
