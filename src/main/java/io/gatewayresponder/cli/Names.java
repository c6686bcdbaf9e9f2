package io.gatewayresponder.cli;

import io.gatewayresponder.evidence.ResourceId;
import java.util.Locale;

/** What a person calls resources and operations. */
final class Names {
  private Names() {}

  /** The resource's name; of a part, the resource's and its own. */
  static String of(ResourceId id) {
    String root = id.root().name();
    return id.equals(id.root()) ? root : root + "/" + id.name();
  }

  /** {@code Microsoft.Network/networkSecurityGroups/securityRules/write} is to write a rule. */
  static String verb(String operation) {
    String[] parts = operation.split("/", -1);
    String last = parts[parts.length - 1].toLowerCase(Locale.ROOT);
    if (last.equals("action") && parts.length > 1) {
      return parts[parts.length - 2];
    }
    return switch (last) {
      case "write" -> "wrote";
      case "delete" -> "deleted";
      default -> operation;
    };
  }
}
