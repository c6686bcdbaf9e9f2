package io.gatewayresponder.azure;

import io.gatewayresponder.evidence.ResourceId;
import java.util.Locale;
import java.util.Map;

/** What a person calls a resource. */
final class Names {
  private static final Map<String, String> WORDS =
      Map.of(
          "microsoft.network/applicationgateways", "gateway",
          "microsoft.network/networksecuritygroups", "network security group",
          "microsoft.network/networksecuritygroups/securityrules", "security rule",
          "microsoft.network/virtualnetworks", "virtual network",
          "microsoft.network/networkinterfaces", "network interface",
          "microsoft.network/routetables", "route table",
          "microsoft.network/publicipaddresses", "public IP address",
          "microsoft.network/networkwatchers", "network watcher",
          "microsoft.web/sites", "app",
          "microsoft.operationalinsights/workspaces", "log workspace");

  private Names() {}

  static String of(ResourceId id) {
    String type = id.type().toLowerCase(Locale.ROOT);
    return WORDS.getOrDefault(type, id.type()) + " " + id.name();
  }
}
