package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.SecurityRule;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Refusals in a person's words. */
final class RefusalWords {
  static final String RECOVERY =
      "New connections follow the new rules at once; the back ends should turn healthy within one"
          + " or two probe intervals.";

  private static final String ADMIN_RULES =
      "Security admin rules of a network manager come before all of these and cannot be seen from"
          + " here: where nothing recovers, look there next.";

  private static final String NAMES =
      "Where the pool knows servers by name, the addresses are those that the responder finds for"
          + " the names: compare them with what the gateway's network finds.";

  private RefusalWords() {}

  /** What on the way could not be judged. */
  static List<String> notJudged(List<Change> changes, List<Finding> causes, Sight sight) {
    List<String> steps = new ArrayList<>(List.of(ADMIN_RULES));
    if (Refusals.of(causes, sight).stream().anyMatch(one -> !one.name().equals(one.server()))) {
      steps.add(NAMES);
    }
    Refusals.doubts(causes, new SightAfter(sight, changes))
        .forEach(doubt -> steps.add("Not judged: " + doubt + "."));
    return steps;
  }

  /** Such as {@code web-nsg/deny-8080+nic-nsg/deny-all}. */
  static String places(List<Refusal> refusals) {
    return String.join("+", each(refusals, Refusal::place));
  }

  /** Such as {@code 8080, 8443}. */
  static String ports(List<Refusal> refusals) {
    return String.join(", ", each(refusals, refusal -> String.valueOf(refusal.port())));
  }

  /** The names of the groups. */
  static String groups(List<Refusal> refusals) {
    return String.join(", ", each(refusals, refusal -> refusal.group().name()));
  }

  /** One sentence for each rule that refuses. */
  static String sentences(List<Refusal> refusals) {
    return String.join(" ", each(refusals, refusal -> sentence(refusal, refusals)));
  }

  private static String sentence(Refusal refusal, List<Refusal> all) {
    List<Refusal> same = all.stream().filter(refusal::isSameRule).toList();
    SecurityRule rule = refusal.rule();
    return "%s %s (number %d, %s) of %s refuses port %s of %s."
        .formatted(
            rule.isDefault() ? "Default rule" : "Rule",
            rule.name(),
            rule.priority(),
            rule.direction() == SecurityRule.Direction.INBOUND ? "inbound" : "outbound",
            refusal.group().name(),
            ports(same),
            String.join(", ", each(same, Refusal::shown)));
  }

  /** The sentences, and why an Allow is not the way where it is not. */
  static String sentencesAndWhyNoAllow(List<Refusal> refusals, List<Finding> causes, Sight sight) {
    String sentences = sentences(refusals);
    return AllowGatewaySubnet.plan(causes, sight) instanceof ClearPath.Plan.Impossible not
        ? sentences + " An Allow that wins cannot be added: " + not.why() + "."
        : sentences;
  }

  private static Set<String> each(List<Refusal> refusals, Function<Refusal, String> part) {
    Set<String> parts = new LinkedHashSet<>();
    refusals.forEach(refusal -> parts.add(part.apply(refusal)));
    return parts;
  }
}
