package io.gatewayresponder.runbook.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.runbook.Next;
import io.gatewayresponder.runbook.Row;
import io.gatewayresponder.runbook.Runbook;
import io.gatewayresponder.runbook.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must be true of the tables together. */
class RunbookTest {
  private static final Path PAGE = Path.of("docs/runbook.md");
  private static final Pattern ROW_ID = Pattern.compile("\\.x?[1-9]\\d*");

  /** A step is asked once about a subject, so that these end. */
  private static final Set<String> LEADING_BACK = Set.of("2b.x8", "2c.x6", "2d.1", "2d.2", "5.1");

  private final Runbook runbook = Guide.runbook();

  @Test
  void row_ids_are_unique_and_begin_with_their_step() {
    Set<String> seen = new HashSet<>();
    for (Step<?> step : runbook.steps()) {
      for (Row<?> row : step.table().rows()) {
        assertTrue(seen.add(row.id()), row.id());
        String rest = row.id().substring(step.table().id().length());
        assertTrue(row.id().startsWith(step.table().id()), row.id());
        assertTrue(ROW_ID.matcher(rest).matches(), row.id());
      }
    }
  }

  @Test
  void every_row_of_the_guide_is_there() {
    Map<String, Integer> guide = new LinkedHashMap<>();
    guide.put("1a", 5);
    guide.put("1b", 6);
    guide.put("2a", 2);
    guide.put("2b", 4);
    guide.put("2c", 4);
    guide.put("2c-1", 3);
    guide.put("2d", 6);
    guide.put("3", 3);
    guide.put("4", 4);
    guide.put("5", 5);
    guide.put("6a", 2);
    guide.put("6b", 4);
    guide.forEach(
        (step, rows) -> {
          List<String> ids =
              runbook.steps().stream()
                  .filter(one -> one.table().id().equals(step))
                  .flatMap(one -> one.table().rows().stream())
                  .map(Row::id)
                  .filter(id -> !id.contains(".x"))
                  .sorted()
                  .toList();
          assertEquals(
              IntStream.rangeClosed(1, rows).mapToObj(number -> step + "." + number).toList(), ids);
        });
  }

  @Test
  void every_target_is_a_step() {
    Set<String> known = new HashSet<>();
    runbook.steps().forEach(step -> known.add(step.table().id()));
    for (Step<?> step : runbook.steps()) {
      for (Row<?> row : step.table().rows()) {
        target(row.next())
            .ifPresent(to -> assertTrue(known.contains(to), row.id() + " leads to " + to));
      }
    }
  }

  @Test
  void every_step_can_be_reached() {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(runbook.steps().get(0).table().id()));
    while (!open.isEmpty()) {
      String id = open.pop();
      if (reached.add(id)) {
        runbook.steps().stream()
            .filter(step -> step.table().id().equals(id))
            .flatMap(step -> step.table().rows().stream())
            .forEach(row -> target(row.next()).ifPresent(open::push));
      }
    }
    runbook.steps().forEach(step -> assertTrue(reached.contains(step.table().id())));
  }

  @Test
  void rows_lead_to_later_steps_or_back_to_what_is_asked_once() {
    List<String> order = runbook.steps().stream().map(step -> step.table().id()).toList();
    for (Step<?> step : runbook.steps()) {
      for (Row<?> row : step.table().rows()) {
        int to = target(row.next()).map(order::indexOf).orElse(-1);
        assertTrue(
            to < 0 || to > order.indexOf(step.table().id()) || LEADING_BACK.contains(row.id()),
            row.id());
      }
    }
  }

  @Test
  void the_page_equals_the_tables() throws IOException {
    String rendered = RunbookDocument.of(runbook);
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(PAGE, rendered);
    }
    assertEquals(
        rendered,
        Files.readString(PAGE),
        "docs/runbook.md is not what the tables say: mvn test -Dtest=RunbookTest"
            + " -Dupdate.docs=true writes it anew");
  }

  private static Optional<String> target(Next next) {
    if (next instanceof Next.GoTo goTo) {
      return Optional.of(goTo.step());
    }
    return next instanceof Next.ForEachFailingPair each
        ? Optional.of(each.step())
        : Optional.empty();
  }
}
