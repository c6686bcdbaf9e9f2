package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.SecurityRule;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Moves the rules that refuse to a higher number, just behind an Allow that lets the gateway
 * through. That Allow has to be there already, and to be a custom rule: a default one comes after
 * every number that a custom Deny can have. Nothing else in the moved rule changes.
 */
final class DeprioritizeDeny implements Resolution {
  @Override
  public Family family() {
    return Family.A;
  }

  @Override
  public String name() {
    return "DeprioritizeDeny";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    List<Finding> alike = Refusals.alike(causes, sight);
    return ClearPath.plan(alike, sight, (refusals, then) -> next(refusals, then, alike))
        .asWrites()
        .map(writes -> List.of(option(writes, alike, sight)))
        .orElse(List.of());
  }

  private static ClearPath.Plan next(List<Refusal> refusals, Sight then, List<Finding> causes) {
    Refusal first = refusals.get(0);
    if (first.rule().isDefault()) {
      return new ClearPath.Plan.Impossible(first.place() + " is a default rule");
    }
    NetworkSecurityGroup group = first.in(then);
    for (SecurityRule allow : laterAllows(group, first.rule())) {
      OptionalInt number = RuleNumbers.above(group, first.rule().direction(), allow.priority());
      if (number.isPresent()) {
        Change move = move(first, number.getAsInt());
        boolean opens =
            Refusals.of(causes, new SightAfter(then, List.of(move))).stream()
                .noneMatch(later -> later.isInSameList(first) && wasRefused(later, refusals));
        if (opens) {
          return new ClearPath.Plan.Writes(
              List.of(move), refusals.stream().filter(first::isSameRule).toList());
        }
      }
    }
    return new ClearPath.Plan.Impossible("no later Allow lets the gateway through");
  }

  /** True where moving this one rule was meant to open what is refused still. */
  private static boolean wasRefused(Refusal later, List<Refusal> refusals) {
    Refusal first = refusals.get(0);
    return refusals.stream()
        .filter(first::isSameRule)
        .anyMatch(it -> it.server().equals(later.server()) && it.port() == later.port());
  }

  private static List<SecurityRule> laterAllows(NetworkSecurityGroup group, SecurityRule deny) {
    return group.customRules().stream()
        .filter(rule -> rule.direction() == deny.direction())
        .filter(rule -> !rule.denies() && rule.priority() > deny.priority())
        .sorted(Comparator.comparingInt(SecurityRule::priority))
        .toList();
  }

  private static Change move(Refusal refusal, int number) {
    ObjectNode body = (ObjectNode) Volatile.body(refusal.rule().document());
    body.withObject("/properties").put("priority", number);
    return Change.put(refusal.ruleId(), refusal.rule().document(), body);
  }

  private Option option(ClearPath.Plan.Writes writes, List<Finding> causes, Sight sight) {
    String places = RefusalWords.places(writes.cleared());
    boolean cannotAllow =
        AllowGatewaySubnet.plan(causes, sight) instanceof ClearPath.Plan.Impossible;
    return Option.draft(
            this, places, "Move " + places + " behind the Allow that lets the gateway through")
        .why(RefusalWords.sentencesAndWhyNoAllow(writes.cleared(), causes, sight))
        .recommended(cannotAllow)
        .risk(Option.Risk.MEDIUM)
        .changes(writes.changes())
        .sideEffects(
            List.of(
                "Every Allow between the old and the new number wins over the rule from then on,"
                    + " for all traffic and not only for the gateway's."))
        .guidance(RefusalWords.notJudged(writes.changes(), causes, sight))
        .cures(causes, sight)
        .recovery(RefusalWords.RECOVERY)
        .done();
  }
}
