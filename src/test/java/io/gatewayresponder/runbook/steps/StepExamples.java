package io.gatewayresponder.runbook.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Row;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every step's test has in common: an example for every row, or it fails. */
abstract class StepExamples<E> {
  static final Subject GATEWAY = new Subject.WholeGateway();
  static final Subject WEB = new Subject.Pair("web", "web-http");

  private final List<Example> examples = new ArrayList<>();
  private final Step<E> step;
  private final Subject subject;

  StepExamples(Step<E> step, Subject subject) {
    this.step = step;
    this.subject = subject;
    examples();
  }

  /** Calls {@link #example} for every row; boundary pairs stand beside one another. */
  abstract void examples();

  final void example(String row, String words, Shop shop) {
    example(row, words, shop.sight());
  }

  final void example(String row, String words, Sight sight) {
    examples.add(new Example(row, words, sight));
  }

  @TestFactory
  Stream<DynamicTest> the_row_matches() {
    return examples.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(example.row + ": " + example.words, () -> check(example)));
  }

  @Test
  void every_row_has_an_example() {
    Set<String> missing = new LinkedHashSet<>();
    step.table().rows().forEach(row -> missing.add(row.id()));
    examples.forEach(example -> missing.remove(example.row));
    assertEquals(Set.of(), missing);
  }

  private void check(Example example) {
    List<String> matched = new ArrayList<>();
    boolean asked = false;
    for (Subject one : step.subjects(example.sight, subject)) {
      Look<E> look = step.look(example.sight, one);
      List<Row<E>> rows = step.table().match(look);
      rows.forEach(row -> matched.add(row.id()));
      asked |=
          rows.get(0).id().equals(example.row)
              || rows.stream().anyMatch(row -> row.always() && row.id().equals(example.row));
      look.asFound()
          .ifPresent(
              evidence -> {
                assertFalse(step.table().facts().apply(evidence).containsKey(""));
                assertFalse(step.table().couldNotCheck().apply(evidence).contains(""));
              });
    }
    assertTrue(asked, () -> "matched " + matched + " instead of " + example.row);
  }

  private record Example(String row, String words, Sight sight) {}
}
