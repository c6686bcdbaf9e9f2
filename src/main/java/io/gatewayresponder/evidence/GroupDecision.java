package io.gatewayresponder.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What one network security group does with a flow in one direction: the first rule by priority
 * that is about the flow decides. Where a rule before it could not be judged and would have decided
 * otherwise, the answer is that it is unclear.
 */
sealed interface GroupDecision {
  record Allowed(SecurityRule rule) implements GroupDecision {}

  /**
   * @param exceptions rules with a lower number that allow a part of the flow
   */
  record Denied(SecurityRule rule, List<SecurityRule> exceptions) implements GroupDecision {}

  record Unclear(List<String> why) implements GroupDecision {}

  static GroupDecision of(NetworkSecurityGroup group, SecurityRule.Direction direction, Flow flow) {
    return of(group, direction, rule -> RuleMatch.of(rule, flow));
  }

  /** The same for traffic that is not a flow between two addresses. */
  static GroupDecision of(
      NetworkSecurityGroup group,
      SecurityRule.Direction direction,
      Function<SecurityRule, RuleMatch> matching) {
    List<Judged> undecided = new ArrayList<>();
    for (SecurityRule rule : group.rulesByPriority(direction)) {
      RuleMatch match = matching.apply(rule);
      if (match.extent() == RuleMatch.Extent.ALL) {
        return decide(group, rule, undecided);
      }
      if (match.extent() != RuleMatch.Extent.NONE) {
        undecided.add(new Judged(rule, match));
      }
    }
    return new Unclear(
        List.of("no rule of network security group " + group.name() + " is about this traffic"));
  }

  /**
   * Every rule that refuses a flow, each as if those before it were not there: whoever takes only
   * the first away has not opened the way. A default rule is told only where none of the group's
   * own refuses.
   */
  static List<Denied> refusals(
      NetworkSecurityGroup group, SecurityRule.Direction direction, Flow flow) {
    List<Denied> refusals = new ArrayList<>();
    Set<SecurityRule> gone = new HashSet<>();
    while (of(
            group,
            direction,
            rule -> gone.contains(rule) ? RuleMatch.NONE : RuleMatch.of(rule, flow))
        instanceof Denied denied) {
      if (!refusals.isEmpty() && denied.rule().isDefault()) {
        break;
      }
      refusals.add(denied);
      gone.add(denied.rule());
    }
    return List.copyOf(refusals);
  }

  private static GroupDecision decide(
      NetworkSecurityGroup group, SecurityRule rule, List<Judged> before) {
    List<Judged> otherwise =
        before.stream().filter(judged -> judged.rule.denies() != rule.denies()).toList();
    Optional<Judged> unknown =
        otherwise.stream()
            .filter(judged -> judged.match.extent() == RuleMatch.Extent.UNKNOWN)
            .findFirst();
    if (rule.denies() && unknown.isEmpty()) {
      return new Denied(rule, otherwise.stream().map(Judged::rule).toList());
    }
    return otherwise.isEmpty()
        ? new Allowed(rule)
        : new Unclear(otherwise.stream().map(judged -> judged.sentence(group)).toList());
  }

  /** A rule that may be about the flow. */
  record Judged(SecurityRule rule, RuleMatch match) {
    String sentence(NetworkSecurityGroup group) {
      return "rule %s (%d, %s) of network security group %s: %s"
          .formatted(
              rule.name(),
              rule.priority(),
              rule.denies() ? "Deny" : "Allow",
              group.name(),
              match.why());
    }
  }
}
