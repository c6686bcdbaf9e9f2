package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/**
 * Deletes the rules that refuse, where the traffic then gets through. It also lets through whatever
 * else they kept away, which is why two people have to agree.
 */
final class DeleteDeny implements Resolution {
  private static final int TWO_PEOPLE = 2;

  @Override
  public Family family() {
    return Family.A;
  }

  @Override
  public String name() {
    return "DeleteDeny";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    List<Finding> alike = Refusals.alike(causes, sight);
    return ClearPath.plan(alike, sight, DeleteDeny::next)
        .asWrites()
        .map(writes -> List.of(option(writes, alike, sight)))
        .orElse(List.of());
  }

  private static ClearPath.Plan next(List<Refusal> refusals, Sight then) {
    Refusal first = refusals.get(0);
    if (first.rule().isDefault()) {
      return new ClearPath.Plan.Impossible(first.place() + " is a default rule");
    }
    return new ClearPath.Plan.Writes(
        List.of(Change.delete(first.ruleId(), first.rule().document())),
        refusals.stream().filter(first::isSameRule).toList());
  }

  private Option option(ClearPath.Plan.Writes writes, List<Finding> causes, Sight sight) {
    String places = RefusalWords.places(writes.cleared());
    return Option.draft(this, places, "Delete " + places)
        .why(RefusalWords.sentencesAndWhyNoAllow(writes.cleared(), causes, sight))
        .risk(Option.Risk.HIGH)
        .approvers(TWO_PEOPLE)
        .changes(writes.changes())
        .sideEffects(
            writes.cleared().stream()
                .map(Refusal::rule)
                .distinct()
                .map(
                    rule ->
                        rule.name()
                            + " no longer keeps away "
                            + String.join(", ", rule.sources())
                            + " on port "
                            + String.join(", ", rule.destinationPorts())
                            + ".")
                .toList())
        .guidance(RefusalWords.notJudged(writes.changes(), causes, sight))
        .cures(causes, sight)
        .recovery(RefusalWords.RECOVERY)
        .done();
  }
}
