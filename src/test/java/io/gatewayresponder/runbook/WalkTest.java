package io.gatewayresponder.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Diagnosis.Conclusion;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How any runbook is walked; the steps are made up. */
class WalkTest {
  @Test
  void a_circle_is_walked_once() {
    Diagnosis diagnosis = diagnose(0, step("a", Next.goTo("b")), step("b", Next.goTo("a")));
    assertEquals("a.1 > b.1", diagnosis.transcript());
    assertInstanceOf(Conclusion.Inconclusive.class, diagnosis.conclusion());
  }

  @Test
  void a_fan_out_over_nothing_ends_with_a_person() {
    Diagnosis diagnosis =
        diagnose(0, step("a", Next.forEachFailingPair("b")), step("b", Next.propose(Family.B)));
    assertEquals("a.1", diagnosis.transcript());
    assertInstanceOf(Conclusion.Inconclusive.class, diagnosis.conclusion());
  }

  @Test
  void walks_are_bounded_and_the_rest_is_said() {
    Diagnosis diagnosis =
        diagnose(
            Walk.MOST_WALKS + 1,
            step("a", Next.forEachFailingPair("b")),
            step("b", Next.propose(Family.B)));
    assertEquals(Walk.MOST_WALKS, diagnosis.walks().size());
    assertEquals(1, diagnosis.couldNotCheck().size());
  }

  @Test
  void a_cause_outweighs_waiting_and_waiting_outweighs_giving_up() {
    Next again = Next.lookAgain(Duration.ofMinutes(1), "soon");
    Table<String> table =
        Table.<String>ask("a", "?")
            .alsoRow("a.1", "one", text -> true)
            .means("m")
            .then(Next.escalate("no idea"))
            .alsoRow("a.2", "two", text -> true)
            .means("m")
            .then(again)
            .unreadable("a.x1", "no")
            .means("m")
            .then(Next.escalate("no"))
            .otherwise("a.3", "else")
            .means("m")
            .then(Next.escalate("no"));
    Diagnosis diagnosis = diagnose(0, new Made(table));
    assertEquals("a.1 | a.2", diagnosis.transcript());
    assertInstanceOf(Conclusion.LookAgain.class, diagnosis.conclusion());
  }

  @Test
  void a_table_has_to_say_what_follows_when_the_look_fails() {
    Table.Rows<String> rows =
        Table.<String>ask("a", "?")
            .unreadable("a.x1", "only this way", Look.Why.FORBIDDEN)
            .means("m")
            .then(Next.escalate("no"));
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> rows.otherwise("a.1", "else"));
    assertTrue(refused.toString().contains("table a"));
  }

  private static Step<String> step(String id, Next next) {
    return new Made(
        Table.<String>ask(id, "?")
            .unreadable(id + ".x1", "no")
            .means("m")
            .then(next)
            .otherwise(id + ".1", "else")
            .means("m")
            .then(next));
  }

  private static Diagnosis diagnose(int pairs, Step<?>... steps) {
    return new Runbook(
            List.of(steps),
            List.of(),
            sight ->
                IntStream.range(0, pairs)
                    .<Subject>mapToObj(number -> new Subject.Pair("pool" + number, "setting"))
                    .toList(),
            anything())
        .diagnose(new Shop().sight());
  }

  private static Table<Results> anything() {
    return Table.<Results>ask("map", "?")
        .unreadable("map.x1", "no")
        .means("m")
        .then(Next.escalate("no"))
        .otherwise("map.1", "else")
        .means("m")
        .then(Next.escalate("the map knows nothing"));
  }

  private record Made(Table<String> table) implements Step<String> {
    @Override
    public Look<String> look(Sight sight, Subject subject) {
      return Look.found("text");
    }

    @Override
    public List<String> differences() {
      return List.of();
    }
  }
}
