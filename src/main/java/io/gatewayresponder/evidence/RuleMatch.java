package io.gatewayresponder.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether a rule is about a flow. Not every rule can be judged: a tag may mean addresses that only
 * Azure knows, and a rule may be about some of the gateway's instances, whose addresses nobody can
 * read.
 *
 * @param why for UNKNOWN and SOME, the reason; otherwise empty
 */
record RuleMatch(Extent extent, String why) {
  /** In this order: a rule is about a flow as far as its least fitting part is. */
  enum Extent {
    NONE,
    UNKNOWN,
    SOME,
    ALL
  }

  /** What new connections leave from, on any operating system. */
  private static final PortRange CLIENT_PORTS = new PortRange(1024, 65535);

  private static final List<AddressRange> EVERYWHERE =
      List.of(AddressRange.of("0.0.0.0/0"), AddressRange.of("::/0"));
  private static final RuleMatch ALL = new RuleMatch(Extent.ALL, "");
  static final RuleMatch NONE = new RuleMatch(Extent.NONE, "");

  static RuleMatch of(SecurityRule rule, Flow flow) {
    return protocol(rule)
        .and(() -> destinationPort(rule, flow))
        .and(() -> sourcePort(rule))
        .and(() -> source(rule, flow))
        .and(() -> destination(rule, flow));
  }

  /**
   * Whether a rule is about what a service of the platform sends to the gateway's instances.
   *
   * @param instances the gateway subnet's ranges
   */
  static RuleMatch of(
      SecurityRule rule,
      PlatformService service,
      List<AddressRange> instances,
      int port,
      List<AddressRange> virtualNetwork) {
    Flow flow = new Flow(instances, Optional.empty(), port, Optional.of(Set.of()), virtualNetwork);
    return protocol(rule)
        .and(() -> destinationPort(rule, flow))
        .and(() -> sourcePort(rule))
        .and(() -> service.match(rule))
        .and(
            () ->
                // The gateway's instances have no interface of their own that a group could hold.
                rule.destinationApplicationSecurityGroups().isEmpty()
                    ? addresses(rule.destinations(), instances, flow)
                    : NONE);
  }

  /**
   * The less fitting of two parts, the first of two alike; what does not fit at all fits no more.
   */
  private RuleMatch and(Supplier<RuleMatch> part) {
    if (extent == Extent.NONE) {
      return this;
    }
    RuleMatch other = part.get();
    return other.extent.compareTo(extent) < 0 ? other : this;
  }

  private static RuleMatch protocol(SecurityRule rule) {
    return rule.protocol().isEmpty()
        ? unknown("it names no protocol")
        : when(rule.protocol().equals("*") || rule.protocol().equals("tcp"));
  }

  private static RuleMatch destinationPort(SecurityRule rule, Flow flow) {
    return rule.destinationPorts().isEmpty()
        ? unknown("it names no destination port")
        : when(
            rule.destinationPorts().stream()
                .anyMatch(range -> PortRange.of(range).contains(flow.port())));
  }

  private static RuleMatch sourcePort(SecurityRule rule) {
    if (rule.sourcePorts().isEmpty()) {
      return unknown("it names no source port");
    }
    List<PortRange> ranges = rule.sourcePorts().stream().map(PortRange::of).toList();
    if (ranges.stream().anyMatch(range -> range.contains(CLIENT_PORTS))) {
      return ALL;
    }
    return ranges.stream().anyMatch(range -> range.overlaps(CLIENT_PORTS))
        ? new RuleMatch(Extent.SOME, "it is about some source ports only")
        : NONE;
  }

  private static RuleMatch source(SecurityRule rule, Flow flow) {
    if (!rule.sourceApplicationSecurityGroups().isEmpty()) {
      // The gateway's instances have no interface of their own that a group could hold.
      return NONE;
    }
    return addresses(rule.sources(), flow.sources(), flow);
  }

  private static RuleMatch destination(SecurityRule rule, Flow flow) {
    List<ResourceId> groups = rule.destinationApplicationSecurityGroups();
    if (!groups.isEmpty()) {
      return flow.serverGroups()
          .map(serverGroups -> when(!Collections.disjoint(serverGroups, groups)))
          .orElseGet(
              () ->
                  unknown(
                      "whether the server belongs to its application security group is not"
                          + " known"));
    }
    if (flow.server().isEmpty()) {
      return rule.destinations().contains("*") ? ALL : unknown("the server's address is not known");
    }
    return addresses(rule.destinations(), List.of(flow.server().get()), flow);
  }

  private static RuleMatch addresses(List<String> prefixes, List<AddressRange> targets, Flow flow) {
    if (prefixes.isEmpty()) {
      return unknown("it names no address");
    }
    List<AddressRange> ranges = new ArrayList<>();
    List<String> notKnown = new ArrayList<>();
    for (String prefix : prefixes) {
      meaning(prefix, targets, flow).ifPresentOrElse(ranges::addAll, () -> notKnown.add(prefix));
    }
    if (targets.stream().allMatch(target -> target.isCoveredBy(ranges))) {
      return ALL;
    }
    if (!notKnown.isEmpty()) {
      return unknown("which addresses " + String.join(", ", notKnown) + " means is not known here");
    }
    return targets.stream().anyMatch(target -> ranges.stream().anyMatch(target::overlaps))
        ? new RuleMatch(Extent.SOME, "it is about a part of the gateway's subnet only")
        : NONE;
  }

  /** The addresses that a prefix or a tag means, or nothing when that cannot be known. */
  private static Optional<List<AddressRange>> meaning(
      String prefix, List<AddressRange> targets, Flow flow) {
    return switch (prefix.toLowerCase(Locale.ROOT)) {
      case "*", "any" -> Optional.of(EVERYWHERE);
      // A private address elsewhere may lie behind a VPN, which belongs to the tag.
      case "virtualnetwork" ->
          areInside(targets, flow) || areOutside(targets, flow)
              ? Optional.of(flow.virtualNetwork())
              : Optional.empty();
      case "internet" ->
          areInside(targets, flow)
              ? Optional.of(List.of())
              : areOutside(targets, flow) ? Optional.of(EVERYWHERE) : Optional.empty();
      // The platform's own addresses, never a customer's.
      case "azureloadbalancer", "gatewaymanager" -> Optional.of(List.of());
      default -> AddressRange.find(prefix).map(List::of);
    };
  }

  private static boolean areInside(List<AddressRange> targets, Flow flow) {
    return targets.stream().allMatch(one -> one.isCoveredBy(flow.virtualNetwork()));
  }

  private static boolean areOutside(List<AddressRange> targets, Flow flow) {
    return targets.stream()
        .noneMatch(
            one -> one.isPrivate() || flow.virtualNetwork().stream().anyMatch(one::overlaps));
  }

  private static RuleMatch when(boolean matches) {
    return matches ? ALL : NONE;
  }

  private static RuleMatch unknown(String why) {
    return new RuleMatch(Extent.UNKNOWN, why);
  }
}
