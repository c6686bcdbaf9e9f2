package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may reach an App Service app: its {@code config/web} document. */
public final class AccessRestrictions {
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

    /** True when the address is a plain range, seen by the front end itself. */
    boolean isPlain() {
      return (tag().isEmpty() || tag().equalsIgnoreCase("Default"))
          && ArmDocument.text(document, "subnetMask").isEmpty();
    }

    /** True when the rule names private addresses, which the shared platform never sees. */
    public boolean namesPrivateAddresses() {
      return Stream.of(address().split(",", -1))
          .flatMap(text -> AddressRange.find(text.strip()).stream())
          .anyMatch(AddressRange::isPrivate);
    }

    /**
     * True for the last rule that the platform shows and nobody made. Older documents give it the
     * number 1.
     */
    public boolean isMadeUp() {
      return address().equalsIgnoreCase("Any")
          && (priority() == Integer.MAX_VALUE
              || ArmDocument.text(document, "description").equals(name() + " access"));
    }

    /** True when the rule also looks at headers, which ARM cannot foretell. */
    public boolean looksAtHeaders() {
      return !document.path("headers").isEmpty();
    }
  }

  private final JsonNode document;

  /** In the order in which they are tried. */
  private final List<Rule> all;

  public AccessRestrictions(JsonNode document) {
    this.document = document;
    this.all =
        ArmDocument.each(document, "ipSecurityRestrictions").stream()
            .map(Rule::new)
            .sorted(Comparator.comparingInt(Rule::priority))
            .toList();
  }

  /** The document as ARM gave it. */
  public JsonNode document() {
    return document;
  }

  /** Those that somebody made, in the order in which they are tried. */
  public List<Rule> rules() {
    return all.stream().filter(rule -> !rule.isMadeUp()).toList();
  }

  /** True when the app can be reached by private endpoints only; no rule matters then. */
  public boolean areClosedToPublic() {
    return ArmDocument.property(document, "publicNetworkAccess").equalsIgnoreCase("Disabled");
  }

  /** Allow or Deny for what no rule is about; empty when unset. */
  public String defaultAction() {
    return ArmDocument.property(document, "ipSecurityRestrictionsDefaultAction");
  }

  /**
   * Whether those get in that no rule is about: nothing where the document says both. Where there
   * are rules and nothing is said, they do not.
   */
  public Optional<Boolean> allowsOthers() {
    if (!defaultAction().isEmpty()) {
      return Optional.of(defaultAction().equalsIgnoreCase("Allow"));
    }
    List<Boolean> shown = all.stream().filter(Rule::isMadeUp).map(Rule::allows).distinct().toList();
    if (shown.isEmpty()) {
      return Optional.of(all.isEmpty());
    }
    boolean contradicts =
        shown.size() > 1 || (shown.get(0) && !all.stream().allMatch(Rule::isMadeUp));
    return contradicts ? Optional.empty() : Optional.of(shown.get(0));
  }
}
