package io.gatewayresponder.runbook.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.lab.fault.Fault;
import io.gatewayresponder.lab.fault.Faults;
import io.gatewayresponder.runbook.Row;
import io.gatewayresponder.runbook.Runbook;
import io.gatewayresponder.runbook.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every row of the guide, 48 in its tables and 12 in its decision map, has a row in code, an
 * example in a test, and a fault in the lab that leads to it, or a written reason why none can.
 */
class RowCoverageTest {
  /** The guide's tables and how many rows each has. */
  private static final Map<String, Integer> GUIDE = new LinkedHashMap<>();

  static {
    GUIDE.put("1a", 5);
    GUIDE.put("1b", 6);
    GUIDE.put("2a", 2);
    GUIDE.put("2b", 4);
    GUIDE.put("2c", 4);
    GUIDE.put("2c-1", 3);
    GUIDE.put("2d", 6);
    GUIDE.put("3", 3);
    GUIDE.put("4", 4);
    GUIDE.put("5", 5);
    GUIDE.put("6a", 2);
    GUIDE.put("6b", 4);
    GUIDE.put("map", 12);
  }

  private static final int ROWS = 60;

  private final Runbook runbook = Guide.runbook();

  @Test
  void the_guide_has_sixty_rows() {
    assertEquals(ROWS, guide().size());
  }

  @Test
  void every_row_is_in_code() {
    Set<String> code = new LinkedHashSet<>();
    runbook.steps().forEach(step -> step.table().rows().forEach(row -> code.add(row.id())));
    runbook.map().rows().forEach(row -> code.add(row.id()));
    assertEquals(Set.of(), minus(guide(), code));
  }

  /** {@link StepExamples} fails where a row of a step has no example; here each step has such. */
  @Test
  void every_step_has_a_test_with_an_example_for_each_row() throws ClassNotFoundException {
    for (Step<?> step : runbook.steps()) {
      Class<?> test = Class.forName(step.getClass().getName() + "Test");
      assertTrue(StepExamples.class.isAssignableFrom(test), test::getName);
    }
    Class.forName(DecisionMap.class.getName() + "Test");
  }

  @Test
  void every_row_has_a_fault_that_leads_to_it_or_a_reason_why_none_can() throws Exception {
    Set<String> reached =
        Faults.all().stream()
            .map(Fault::reaches)
            .flatMap(Set::stream)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    reached.addAll(Faults.onTheWay());
    Map<String, String> unreachable = Faults.unreachable();
    assertEquals(Set.of(), minus(minus(guide(), reached), unreachable.keySet()));
    String page = Files.readString(Path.of("docs/runbook.md"));
    unreachable.forEach(
        (row, why) -> {
          assertTrue(guide().contains(row), () -> row + " is no row of the guide");
          assertTrue(!reached.contains(row), () -> row + " is reached after all");
          assertTrue(page.contains(why), () -> row + "'s reason is not in docs/runbook.md");
        });
  }

  @Test
  void faults_lead_to_rows_that_exist() {
    Set<String> known =
        runbook.steps().stream()
            .flatMap(step -> step.table().rows().stream())
            .map(Row::id)
            .collect(Collectors.toSet());
    runbook.map().rows().forEach(row -> known.add(row.id()));
    for (Fault fault : Faults.all()) {
      assertEquals(Set.of(), minus(List.copyOf(fault.reaches()), known), fault.name());
    }
  }

  private static List<String> guide() {
    List<String> rows = new ArrayList<>();
    GUIDE.forEach(
        (step, count) -> {
          for (int row = 1; row <= count; row++) {
            rows.add(step + "." + row);
          }
        });
    return rows;
  }

  private static Set<String> minus(java.util.Collection<String> some, Set<String> others) {
    Set<String> left = new LinkedHashSet<>(some);
    left.removeAll(others);
    return left;
  }
}
