package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.ClientPath;
import io.gatewayresponder.evidence.FrontendAddress;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Listener;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.SecurityRule;
import io.gatewayresponder.evidence.SecurityRule.Direction;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Adds, to the security group of the gateway's own subnet, an Allow for clients of the Internet at
 * the ports of public listeners that a rule keeps everyone from: below that rule, and for no other
 * port. Listeners whose protocol contradicts their port are put right first.
 */
final class AllowClients implements Resolution {
  /** The least that lets clients of a public front end in. */
  private static final String CLIENTS = "Internet";

  /** Which rule keeps clients out. */
  private record Keeper(ResourceId group, SecurityRule rule) {}

  @Override
  public Family family() {
    return Family.E;
  }

  @Override
  public String name() {
    return "AllowClients";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    Optional<Gateway> gateway = sight.gateway().asFound();
    if (gateway.isEmpty()) {
      return List.of();
    }
    List<Option> options = new ArrayList<>();
    keptOut(gateway.get(), sight)
        .forEach(
            (keeper, listeners) -> {
              if (!Collections.disjoint(listeners, Routed.listeners(causes, gateway.get()))) {
                change(keeper, listeners, gateway.get(), sight)
                    .map(change -> option(keeper, listeners, change, causes, sight))
                    .ifPresent(options::add);
              }
            });
    return options;
  }

  /** A cause may stand for several listeners that one rule keeps clients from. */
  private static Map<Keeper, List<Listener>> keptOut(Gateway gateway, Sight sight) {
    Map<Keeper, List<Listener>> kept = new LinkedHashMap<>();
    ListenerPorts ports = new ListenerPorts(gateway);
    for (Listener listener : gateway.listeners()) {
      OptionalInt port = ports.of(listener);
      if (port.isPresent()
          && !ListenerPorts.contradicts(listener.protocol(), port.getAsInt())
          && ClientPath.look(sight, gateway, listener) instanceof ClientPath.Shut shut) {
        kept.computeIfAbsent(new Keeper(shut.group(), shut.rule()), any -> new ArrayList<>())
            .add(listener);
      }
    }
    return kept;
  }

  /** The write, where there is a free number and it really lets clients in. */
  private static Optional<Change> change(
      Keeper keeper, List<Listener> listeners, Gateway gateway, Sight sight) {
    NetworkSecurityGroup group = sight.networkSecurityGroup(keeper.group()).asFound().orElseThrow();
    OptionalInt number = RuleNumbers.below(group, Direction.INBOUND, keeper.rule().priority());
    if (number.isEmpty()) {
      return Optional.empty();
    }
    List<String> ports = ports(listeners, gateway);
    String name = name(group, ports);
    ObjectNode body = body(name, number.getAsInt(), destinations(ports, gateway, sight), ports);
    Change change = Change.put(keeper.group().child("securityRules", name), null, body);
    Sight then = new SightAfter(sight, List.of(change));
    return listeners.stream()
            .map(listener -> ClientPath.look(then, gateway, listener))
            .allMatch(ClientPath.Open.class::isInstance)
        ? Optional.of(change)
        : Optional.empty();
  }

  private static List<String> ports(List<Listener> listeners, Gateway gateway) {
    return listeners.stream()
        .flatMapToInt(listener -> new ListenerPorts(gateway).of(listener).stream())
        .distinct()
        .sorted()
        .mapToObj(Integer::toString)
        .toList();
  }

  /**
   * The gateway's subnet: its group may be that of others as well. Where a private front end has
   * the same port, rules see the front ends' addresses, and the public one is not in the subnet.
   */
  private static List<String> destinations(List<String> ports, Gateway gateway, Sight sight) {
    List<Listener> inside =
        gateway.listeners().stream().filter(one -> !isPublic(gateway, one)).toList();
    boolean shares = ports(inside, gateway).stream().anyMatch(ports::contains);
    List<String> subnet =
        gateway
            .subnetId()
            .flatMap(
                id ->
                    sight
                        .virtualNetwork(id.root())
                        .asFound()
                        .flatMap(network -> network.subnet(id)))
            .map(found -> found.prefixes())
            .orElse(List.of());
    return shares || subnet.isEmpty() ? List.of("*") : subnet;
  }

  private static boolean isPublic(Gateway gateway, Listener listener) {
    return gateway.frontend(listener.frontendName()).map(FrontendAddress::isPublic).orElse(false);
  }

  private static String name(NetworkSecurityGroup group, List<String> ports) {
    String whole = "allow-clients-" + ports.get(0);
    String name = whole;
    for (int i = 2; group.rule(name).isPresent(); i++) {
      name = whole + "-" + i;
    }
    return name;
  }

  private static ObjectNode body(
      String name, int number, List<String> destinations, List<String> ports) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode().put("name", name);
    ObjectNode properties = rule.putObject("properties");
    properties.put("description", "Lets clients reach the application gateway's listeners.");
    properties.put("access", "Allow").put("direction", "Inbound").put("priority", number);
    properties.put("protocol", "Tcp");
    properties.put("sourceAddressPrefix", CLIENTS).put("sourcePortRange", "*");
    one(properties, "destinationAddressPrefix", "destinationAddressPrefixes", destinations);
    one(properties, "destinationPortRange", "destinationPortRanges", ports);
    return rule;
  }

  /** Azure wants one of the two forms filled, never both. */
  private static void one(
      ObjectNode properties, String singular, String plural, List<String> values) {
    if (values.size() == 1) {
      properties.put(singular, values.get(0));
    } else {
      values.forEach(properties.putArray(plural)::add);
    }
  }

  private Option option(
      Keeper keeper, List<Listener> listeners, Change change, List<Finding> causes, Sight sight) {
    Gateway gateway = sight.gateway().asFound().orElseThrow();
    String ports = String.join(", ", ports(listeners, gateway));
    String group = keeper.group().name();
    return Option.draft(
            this,
            group + "/" + keeper.rule().name() + "/" + ports.replace(", ", "+"),
            "Let clients in at port " + ports + " of " + sight.gatewayId().name() + ", in " + group)
        .why(
            "%s %s (number %d, inbound) of %s keeps clients from %s."
                .formatted(
                    keeper.rule().isDefault() ? "Default rule" : "Rule",
                    keeper.rule().name(),
                    keeper.rule().priority(),
                    group,
                    String.join(" and ", listeners.stream().map(Listener::name).toList())))
        .recommended(true)
        .risk(Option.Risk.MEDIUM)
        .changes(List.of(change))
        .sideEffects(
            List.of(
                "Everyone on the Internet may reach these ports of the gateway from then on,"
                    + " whatever the rule was meant to keep out."))
        .guidance(
            List.of(
                "Find out first whether clients were kept out on purpose, during an attack or a"
                    + " maintenance say; where only some may come in, add an Allow for their"
                    + " addresses by hand instead."))
        .cures(
            listeners.stream()
                .flatMap(
                    listener ->
                        Routed.about(causes, new Subject.Listener(listener.name())).stream())
                .toList(),
            sight)
        .recovery("New connections follow the new rule at once.")
        .done();
  }
}
