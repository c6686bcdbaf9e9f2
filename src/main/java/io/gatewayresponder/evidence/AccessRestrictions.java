package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who may reach an App Service app: its {@code config/web} document. */
public record AccessRestrictions(JsonNode document) {
  /** One rule; the one with the lowest number that matches decides. */
  public record Rule(JsonNode document) {
    public String name() {
      return ArmDocument.text(document, "name");
    }

    public int priority() {
      return document.path("priority").asInt(Integer.MAX_VALUE);
    }

    public boolean allows() {
      return ArmDocument.text(document, "action").equalsIgnoreCase("Allow");
    }

    /** A CIDR range, several joined by commas, a service tag, or Any; empty for subnet rules. */
    public String address() {
      return ArmDocument.text(document, "ipAddress");
    }

    /** The subnet of a service-endpoint rule. */
    public Optional<ResourceId> subnetId() {
      return ResourceId.find(ArmDocument.text(document, "vnetSubnetResourceId"));
    }

    /** Default, XffProxy or ServiceTag: how {@link #address} is to be read. */
    public String tag() {
      return ArmDocument.text(document, "tag");
    }

    /** True when the rule also looks at headers, which ARM cannot foretell. */
    public boolean looksAtHeaders() {
      return !document.path("headers").isEmpty();
    }
  }

  /** In the order in which they are tried. */
  public List<Rule> rules() {
    return ArmDocument.each(document, "ipSecurityRestrictions").stream()
        .map(Rule::new)
        .sorted(Comparator.comparingInt(Rule::priority))
        .toList();
  }

  /** Allow or Deny for what no rule is about; empty when unset. */
  public String defaultAction() {
    return ArmDocument.property(document, "ipSecurityRestrictionsDefaultAction");
  }
}
