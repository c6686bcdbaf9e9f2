package io.gatewayresponder.evidence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether traffic gets from the gateway's subnet to a port of a server, as far as network security
 * groups and route tables decide it: out of the gateway's subnet, into the server's subnet, into
 * the server's interface, and the routes there and back. The verdict is computed from the rules and
 * routes, the system's included; it never says open when something could not be read. They do not
 * decide alone: what an appliance on the way or the server's own firewall does, or whether anything
 * listens, cannot be read from ARM.
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
   * @param notExamined sentences about what else could be in the way
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
   * @param others rules that would refuse as well if this one did not
   * @param behind routes that would throw away what the rules refuse
   */
  record Blocked(
      Where where,
      ResourceId group,
      SecurityRule rule,
      List<SecurityRule> exceptions,
      List<String> gatewayPrefixes,
      List<Blocked> others,
      List<Diverted> behind)
      implements NetworkPath {
    Blocked before(List<Blocked> rules, List<Diverted> routes) {
      return new Blocked(where, group, rule, exceptions, gatewayPrefixes, rules, routes);
    }

    public SecurityRule.Direction direction() {
      return where.direction();
    }

    public int priority() {
      return rule.priority();
    }

    /** The rule's id, made up as ARM does where the document has none. */
    public String ruleId() {
      return rule.idIn(group);
    }

    /** True when no rule names the traffic and the group's own last rule denies it. */
    public boolean isByDefault() {
      return rule.isDefault();
    }
  }

  /** Which way a route is about. */
  enum Way {
    THERE("from the gateway's subnet to the server"),
    BACK("from the server's subnet back to the gateway's");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * No rule is in the way, and a route that somebody made leads the traffic elsewhere than straight
   * to its destination. Whether what it leads to passes the traffic on cannot be read from ARM.
   *
   * @param table the route table
   * @param subnet the name of the subnet that has it
   * @param others routes on the way that do the same
   */
  record Diverted(
      Way way, ResourceId table, String subnet, RouteTable.Route route, List<Diverted> others)
      implements NetworkPath {
    Diverted beside(List<Diverted> routes) {
      return new Diverted(way, table, subnet, route, routes);
    }

    /** True when the route throws the traffic away: its next hop is None. */
    public boolean isDropped() {
      return route.nextHopType().equalsIgnoreCase("None");
    }

    /** Such as {@code VirtualAppliance 10.0.9.4}. */
    public String nextHop() {
      return route.nextHop();
    }

    /** The route's id, made up as ARM does where the document has none. */
    public String routeId() {
      return route.idIn(table);
    }

    /** One sentence for a person, without its full stop. */
    public String sentence() {
      return "route %s (%s, next hop %s) of route table %s decides the way %s"
          .formatted(route.name(), route.prefix(), nextHop(), table.name(), way.words());
    }
  }

  /**
   * No rule is in the way, and nothing is at its end: no interface of the subnet has the server's
   * address, and the subnet holds nothing but interfaces.
   *
   * @param subnet the name of the subnet that the address would be in
   */
  record Vacant(String subnet) implements NetworkPath {}

  /**
   * Something on the way could not be read or judged, and nothing that could be is in the way.
   *
   * @param isOutOpen true for a public address to which the gateway's subnet lets the traffic out
   *     and straight to the Internet: what could not be judged is only what lies beyond
   */
  record Undecided(List<String> why, boolean isOutOpen) implements NetworkPath {
    public Undecided(List<String> why) {
      this(why, false);
    }
  }

  /**
   * The interfaces that a look searches for the one that has a server's address: what can be read
   * ahead when the server's subnet is known.
   */
  static List<ResourceId> interfacesToSearch(Gateway gateway, Subnet there) {
    return ServerPlace.candidates(gateway, there).stream()
        .limit(ServerPlace.MOST_INTERFACES)
        .toList();
  }

  /** Each rule and route that is in the way, in the order of the way; empty where none is. */
  default List<NetworkPath> obstacles() {
    if (this instanceof Blocked blocked) {
      return Stream.of(List.of(blocked), blocked.others(), blocked.behind())
          .<NetworkPath>flatMap(List::stream)
          .toList();
    }
    if (this instanceof Diverted diverted) {
      return Stream.concat(Stream.of(diverted), diverted.others().stream())
          .<NetworkPath>map(one -> one)
          .toList();
    }
    return List.of();
  }

  /** The id of the rule or route that a verdict names; nothing where it names none. */
  default Optional<String> decidedBy() {
    if (this instanceof Blocked blocked) {
      return Optional.of(blocked.ruleId());
    }
    return this instanceof Diverted diverted ? Optional.of(diverted.routeId()) : Optional.empty();
  }

  /**
   * @param server an address or a host name, as the pool or the health result gives it
   */
  static NetworkPath look(Sight sight, Gateway gateway, String server, int port) {
    return sight
        .made(PathSurvey.Verdicts.class, PathSurvey.Verdicts::new)
        .of(sight, gateway, server, port);
  }
}
