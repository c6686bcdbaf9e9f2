package io.gatewayresponder.evidence;

import java.util.List;

/**
 * Whether traffic gets from the gateway's subnet to a port of a server, as far as network security
 * groups decide it: out of the gateway's subnet, into the server's subnet, into the server's
 * interface. The verdict is computed from the rules, default ones included; it never says open when
 * something could not be read. Groups do not decide alone: what the server's own firewall does, or
 * whether anything listens, cannot be read from ARM.
 */
public sealed interface NetworkPath {
  /** Where on the way a group is. */
  enum Where {
    GATEWAY_SUBNET("on the way out of the gateway's subnet", SecurityRule.Direction.OUTBOUND),
    SERVER_SUBNET("on the way into the server's subnet", SecurityRule.Direction.INBOUND),
    SERVER_INTERFACE("on the way into the server's interface", SecurityRule.Direction.INBOUND);

    private final String words;
    private final SecurityRule.Direction direction;

    Where(String words, SecurityRule.Direction direction) {
      this.words = words;
      this.direction = direction;
    }

    public String words() {
      return words;
    }

    public SecurityRule.Direction direction() {
      return direction;
    }
  }

  /** A rule that let the traffic through, and where. */
  record Passed(Where where, ResourceId group, SecurityRule rule) {}

  /**
   * No group is in the way.
   *
   * @param decidingRules one for each group on the way; empty when there is none
   * @param notExamined sentences about what else could be in the way, such as a route table
   */
  record Open(List<Passed> decidingRules, List<String> notExamined) implements NetworkPath {}

  /**
   * A rule is in the way.
   *
   * @param group the network security group
   * @param rule the rule, its whole document included
   * @param exceptions allow rules with a lower number that are about some of the gateway's
   *     addresses only
   * @param gatewayPrefixes the gateway subnet's prefixes
   */
  record Blocked(
      Where where,
      ResourceId group,
      SecurityRule rule,
      List<SecurityRule> exceptions,
      List<String> gatewayPrefixes)
      implements NetworkPath {
    public SecurityRule.Direction direction() {
      return where.direction();
    }

    public int priority() {
      return rule.priority();
    }

    /** True when no rule names the traffic and the group's own last rule denies it. */
    public boolean isByDefault() {
      return rule.isDefault();
    }
  }

  /** Something on the way could not be read or judged, and nothing that could be is in the way. */
  record Undecided(List<String> why) implements NetworkPath {}

  /**
   * The interfaces that a look searches for the one that has a server's address: what can be read
   * ahead when the server's subnet is known.
   */
  static List<ResourceId> interfacesToSearch(Gateway gateway, Subnet there) {
    return ServerPlace.candidates(gateway, there).stream()
        .limit(ServerPlace.MOST_INTERFACES)
        .toList();
  }

  /**
   * @param server an address or a host name, as the pool or the health result gives it
   */
  static NetworkPath look(Sight sight, Gateway gateway, String server, int port) {
    return new PathSurvey(sight, gateway, server, port).verdict();
  }
}
