package io.gatewayresponder.evidence;

import io.gatewayresponder.evidence.RuleMatch.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A service of the platform that has to reach the gateway's instances. Rules know it by its tag;
 * which addresses it has is Azure's own matter.
 */
public enum PlatformService {
  /** Azure's control plane. Its addresses are public, so the tag Internet holds them too. */
  GATEWAY_MANAGER("GatewayManager"),
  /** The platform's prober: one address, which is no part of the Internet. */
  AZURE_LOAD_BALANCER("AzureLoadBalancer");

  private static final AddressRange PROBER = AddressRange.of("168.63.129.16");
  private static final AddressRange EVERYWHERE = AddressRange.of("0.0.0.0/0");

  private final String tag;

  PlatformService(String tag) {
    this.tag = tag;
  }

  public String tag() {
    return tag;
  }

  /** Whether a rule's source is this service. */
  RuleMatch match(SecurityRule rule) {
    if (!rule.sourceApplicationSecurityGroups().isEmpty()) {
      return new RuleMatch(Extent.NONE, "");
    }
    List<AddressRange> ranges = new ArrayList<>();
    List<String> notKnown = new ArrayList<>();
    for (String prefix : rule.sources()) {
      Optional<AddressRange> range = AddressRange.find(prefix);
      if (range.isPresent()) {
        ranges.add(range.get());
        continue;
      }
      Extent extent = extent(prefix.toLowerCase(Locale.ROOT));
      if (extent == Extent.ALL) {
        return new RuleMatch(Extent.ALL, "");
      } else if (extent == Extent.UNKNOWN) {
        notKnown.add(prefix);
      }
    }
    return byAddress(ranges, notKnown);
  }

  private Extent extent(String prefix) {
    if (prefix.equals("*") || prefix.equals("any") || prefix.equalsIgnoreCase(tag)) {
      return Extent.ALL;
    }
    return switch (prefix) {
      case "internet" -> this == GATEWAY_MANAGER ? Extent.ALL : Extent.NONE;
      // Documented to hold the host's own address, from which the prober asks.
      case "virtualnetwork" -> this == GATEWAY_MANAGER ? Extent.NONE : Extent.UNKNOWN;
      case "gatewaymanager", "azureloadbalancer" -> Extent.NONE;
      default -> Extent.UNKNOWN;
    };
  }

  private RuleMatch byAddress(List<AddressRange> ranges, List<String> notKnown) {
    AddressRange sender = this == GATEWAY_MANAGER ? EVERYWHERE : PROBER;
    if (sender.isCoveredBy(ranges)) {
      return new RuleMatch(Extent.ALL, "");
    }
    List<String> doubtful = new ArrayList<>(notKnown);
    if (this == GATEWAY_MANAGER
        && ranges.stream().anyMatch(range -> range.bits() == sender.bits() && !range.isPrivate())) {
      doubtful.add("its public addresses");
    }
    return doubtful.isEmpty()
        ? new RuleMatch(Extent.NONE, "")
        : new RuleMatch(
            Extent.UNKNOWN,
            "whether %s holds addresses of %s is not known here"
                .formatted(String.join(", ", doubtful), tag));
  }
}
