package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.lab.fault.Faults;
import io.gatewayresponder.resolution.Resolution;
import io.gatewayresponder.resolution.Resolutions;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Next;
import io.gatewayresponder.runbook.Row;
import io.gatewayresponder.runbook.Runbook;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Table;
import java.util.EnumSet;
import java.util.Set;

/** Renders the tables as a page for people: its diff is the review of a change of the runbook. */
final class RunbookDocument {
  private final Runbook runbook;
  private final Set<Family> written = EnumSet.noneOf(Family.class);
  private final StringBuilder page = new StringBuilder();

  private RunbookDocument(Runbook runbook) {
    this.runbook = runbook;
    Resolutions.all().list().stream()
        .filter(resolution -> !isGuidanceOnly(resolution))
        .map(Resolution::family)
        .forEach(written::add);
  }

  static String of(Runbook runbook) {
    return new RunbookDocument(runbook).render();
  }

  private String render() {
    line("# The runbook");
    line("");
    line(
        "Rendered from the tables in `src/main/java/io/gatewayresponder/runbook/steps`; do not edit");
    line("by hand: `mvn test -Dtest=RunbookTest -Dupdate.docs=true` writes it anew.");
    line("");
    line("A walk begins at step " + firstStep() + ". In each table the first row that matches");
    line("counts; rows marked *also* count beside it. Rows with an x are not in the guide. Each");
    line(
        "failing pair of a pool and an HTTP setting has its own walk, and within a pair each way in");
    line(
        "which its servers fail. What cannot be read never stops a walk by itself: it is kept and");
    line("shown.");
    for (Step<?> step : runbook.steps()) {
      render(step.table());
      line("");
      line("Where this differs from the guide:");
      line("");
      step.differences().forEach(difference -> line("- " + difference));
    }
    render(runbook.map());
    line("");
    line("Where this differs from the guide:");
    line("");
    DecisionMap.differences().forEach(difference -> line("- " + difference));
    line("");
    line("## Rows that no fault of the lab leads to");
    line("");
    line("The benchmark injects faults that lead to every other row of the guide.");
    line("");
    line("| Row | Why |");
    line("|---|---|");
    Faults.unreachable().forEach((row, why) -> line("| " + row + " | " + why + " |"));
    return page.toString();
  }

  private String firstStep() {
    return runbook.steps().get(0).table().id();
  }

  private <E> void render(Table<E> table) {
    line("");
    line(
        (table.id().equals("map") ? "## Decision map" : "## Step " + table.id())
            + ": "
            + table.question());
    line("");
    line("| Row | Seen | Means | Next |");
    line("|---|---|---|---|");
    for (Row<E> row : table.rows()) {
      line(
          "| %s%s | %s | %s | %s |"
              .formatted(
                  row.id(),
                  row.always() ? " *also*" : "",
                  row.seen(),
                  row.means(),
                  words(row.next())));
    }
  }

  private String words(Next next) {
    if (next instanceof Next.GoTo goTo) {
      return step(goTo.step());
    }
    if (next instanceof Next.ForEachFailingPair each) {
      return step(each.step()) + ", for each failing pair";
    }
    if (next instanceof Next.Propose propose) {
      return "resolution %s: %s (%s)"
          .formatted(
              propose.family(),
              propose.family().title(),
              written.contains(propose.family()) ? "proposes changes" : "guidance only");
    }
    if (next instanceof Next.LookAgain again) {
      return "look again after %d s. %s".formatted(again.after().toSeconds(), again.why());
    }
    if (next instanceof Next.ByHand byHand) {
      return "a cause, mended by hand: " + byHand.what();
    }
    if (next instanceof Next.Decide) {
      return "the decision map";
    }
    if (next instanceof Next.NothingWrong) {
      return "nothing is wrong";
    }
    return "a person: " + ((Next.Escalate) next).why();
  }

  private String step(String id) {
    return "step " + id;
  }

  private static boolean isGuidanceOnly(Resolution resolution) {
    return resolution.getClass().getSimpleName().equals("Guidance");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
