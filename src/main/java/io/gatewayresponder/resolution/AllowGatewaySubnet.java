package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.AddressRange;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.SecurityRule;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Adds, to each group that refuses, an Allow that wins over the rule that decides now: from the
 * gateway's subnet (its instances change their addresses, the subnet stays) to the refused back
 * ends, on the refused port and no other. What the Deny keeps away otherwise stays away.
 */
final class AllowGatewaySubnet implements Resolution {
  @Override
  public Family family() {
    return Family.A;
  }

  @Override
  public String name() {
    return "AllowGatewaySubnet";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    List<Finding> alike = Refusals.alike(causes, sight);
    return plan(alike, sight)
        .asWrites()
        .map(writes -> List.of(option(writes, alike, sight)))
        .orElse(List.of());
  }

  static ClearPath.Plan plan(List<Finding> causes, Sight sight) {
    return ClearPath.plan(causes, sight, AllowGatewaySubnet::next);
  }

  private static ClearPath.Plan next(List<Refusal> refusals, Sight then) {
    Refusal first = refusals.get(0);
    int bits = bits(first.server());
    List<Refusal> answered =
        refusals.stream()
            .filter(it -> it.sharesAllowWith(first) && bits(it.server()) == bits)
            .toList();
    NetworkSecurityGroup group = first.in(then);
    SecurityRule.Direction direction = first.rule().direction();
    int lowest = answered.stream().mapToInt(it -> it.rule().priority()).min().orElseThrow();
    List<String> sources =
        first.gatewayPrefixes().stream().filter(it -> bits == 0 || bits(it) == bits).toList();
    if (sources.isEmpty()) {
      return new ClearPath.Plan.Impossible("the range of the gateway's subnet is not known");
    }
    String name = AllowRule.name(group, then.gatewayId().name(), first.port());
    List<String> destinations =
        bits == 0 ? List.of("*") : answered.stream().map(Refusal::server).distinct().toList();
    List<Change> candidates =
        numbers(group, direction, lowest).stream()
            .map(
                number ->
                    AllowRule.body(name, direction, number, sources, destinations, first.port()))
            .map(body -> Change.put(first.group().child("securityRules", name), null, body))
            .toList();
    return clearest(candidates, answered, then)
        .<ClearPath.Plan>map(change -> new ClearPath.Plan.Writes(List.of(change), answered))
        .orElseGet(
            () ->
                new ClearPath.Plan.Impossible(
                    first.group().name() + " has no free number below " + lowest));
  }

  /**
   * Free numbers that win over the rule that decides, the highest first. Before it there may be a
   * Deny about some of the gateway's addresses only, so there is one number below each Deny.
   */
  private static List<Integer> numbers(
      NetworkSecurityGroup group, SecurityRule.Direction direction, int decider) {
    return IntStream.concat(
            IntStream.of(decider),
            group.rulesByPriority(direction).stream()
                .filter(SecurityRule::denies)
                .mapToInt(SecurityRule::priority)
                .filter(number -> number < decider))
        .boxed()
        .sorted(Comparator.reverseOrder())
        .flatMap(number -> RuleNumbers.below(group, direction, number).stream().boxed())
        .distinct()
        .toList();
  }

  /** The first after which the fewest of the connections are in doubt. */
  private static Optional<Change> clearest(
      List<Change> candidates, List<Refusal> answered, Sight then) {
    Map<Change, Long> doubts = new LinkedHashMap<>();
    for (Change candidate : candidates) {
      long doubtful = Refusals.doubtful(answered, new SightAfter(then, List.of(candidate)));
      if (doubtful == 0) {
        return Optional.of(candidate);
      }
      doubts.put(candidate, doubtful);
    }
    return doubts.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** 32 or 128; 0 for a server that is known by name only. */
  private static int bits(String address) {
    return AddressRange.find(address).map(AddressRange::bits).orElse(0);
  }

  private Option option(ClearPath.Plan.Writes writes, List<Finding> causes, Sight sight) {
    return Option.draft(
            this,
            RefusalWords.places(writes.cleared()),
            "Allow the subnet of "
                + sight.gatewayId().name()
                + " to reach port "
                + RefusalWords.ports(writes.cleared())
                + " of its back ends, in "
                + RefusalWords.groups(writes.cleared()))
        .why(RefusalWords.sentences(writes.cleared()))
        .recommended(true)
        .changes(writes.changes())
        .sideEffects(
            List.of(
                "Everything in the gateway's subnet may reach these addresses on this port from"
                    + " then on.",
                "The rule names the back ends that are refused now; one that joins the pool later"
                    + " is not covered."))
        .guidance(RefusalWords.notJudged(writes.changes(), causes, sight))
        .cures(causes, sight)
        .recovery(RefusalWords.RECOVERY)
        .done();
  }
}
