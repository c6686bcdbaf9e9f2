package io.gatewayresponder.runbook.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.GatewayMetrics.Point;
import io.gatewayresponder.evidence.GatewayMetrics.Series;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Next;
import io.gatewayresponder.runbook.Results;
import io.gatewayresponder.runbook.Row;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** An example for every row of the map: the causes, and the rows that they come to. */
class DecisionMapTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Look<GatewayMetrics> NO_METRICS =
      new Look.Unreadable<>(Look.Why.FORBIDDEN, "metrics", "");

  private record Example(String words, Look<Results> results, List<String> rows) {}

  private final List<Example> examples = new ArrayList<>();

  DecisionMapTest() {
    causes("nothing listens", List.of("map.1"), cause("2c-1.3", Family.A));
    causes("404 by default", List.of("map.2"), cause("2b.1", Family.B));
    causes("404", List.of("map.2"), cause("2c.1", Family.B));
    causes("API Management by default", List.of("map.3"), cause("2b.x1", Family.B));
    causes("API Management", List.of("map.3"), cause("2c.x11", Family.B));
    causes("another name", List.of("map.4"), cause("2d.3", Family.F));
    causes("GatewayManager kept out", List.of("map.5"), cause("1b-1.x1", Family.C));
    causes("management, first generation", List.of("map.5"), cause("2b.3", Family.C));
    causes(
        "a Deny beside single addresses",
        List.of("map.6"),
        new Finding(
            "2c-1.1",
            new Subject.WholeGateway(),
            "seen",
            "means",
            Next.propose(Family.A),
            Map.of("exceptions", "allow-instance-1")));
    causes("a plain Deny is none of the map's", List.of("map.x5"), cause("2c-1.1", Family.A));
    causes("an empty pool", List.of("map.7"), cause("1b.4", Family.D));
    causes("no pool", List.of("map.7"), cause("1b.5", Family.D));
    causes("a listener", List.of("map.8"), cause("3.1", Family.E));
    causes("stopped", List.of("map.9"), cause("1a.2", Family.G));
    causes("failed", List.of("map.9"), cause("1a.4", Family.G));
    causes("autoscale ceiling", List.of("map.10"), cause("4.1", Family.H));
    causes("fixed capacity", List.of("map.10"), cause("4.2", Family.H));
    causes("host", List.of("map.11"), cause("5.2", Family.I));
    causes(
        "two causes, two rows",
        List.of("map.1", "map.10"),
        cause("2c-1.3", Family.A),
        cause("4.1", Family.H));
    causes(
        "by hand",
        List.of("map.x1"),
        new Finding(
            "6b.3",
            new Subject.WholeGateway(),
            "seen",
            "means",
            Next.byHand("see the application"),
            Map.of()));
    ends("a person goes on", List.of("map.x2"), NO_METRICS, Next.escalate("why"));
    ends("passed, and quiet", List.of("map.x3"), failed(0), Next.decide());
    ends("passed, and failing", List.of("map.12"), failed(1), Next.decide());
    ends("passed, and nobody knows", List.of("map.12"), NO_METRICS, Next.decide());
    examples.add(
        new Example(
            "no results",
            new Look.Unreadable<>(Look.Why.MALFORMED, "results", ""),
            List.of("map.x4")));
  }

  @TestFactory
  Stream<DynamicTest> the_rows_match() {
    Table<Results> map = DecisionMap.table();
    return examples.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.words(),
                    () ->
                        assertEquals(
                            example.rows(),
                            map.match(example.results()).stream().map(Row::id).toList())));
  }

  @Test
  void every_row_has_an_example() {
    Set<String> missing = new LinkedHashSet<>();
    DecisionMap.table().rows().forEach(row -> missing.add(row.id()));
    examples.forEach(example -> example.rows().forEach(missing::remove));
    assertEquals(Set.of(), missing);
  }

  private void causes(String words, List<String> rows, Finding... causes) {
    examples.add(
        new Example(
            words,
            Look.found(new Results(List.of(causes), List.of(causes[0].next()), NO_METRICS)),
            rows));
  }

  private void ends(String words, List<String> rows, Look<GatewayMetrics> metrics, Next end) {
    examples.add(
        new Example(words, Look.found(new Results(List.of(), List.of(end), metrics)), rows));
  }

  private static Finding cause(String row, Family family) {
    return new Finding(
        row, new Subject.WholeGateway(), "seen", "means", Next.propose(family), Map.of());
  }

  private static Look<GatewayMetrics> failed(double lately) {
    return Look.found(
        new GatewayMetrics(
            List.of(
                new Series(
                    "FailedRequests",
                    "web~web-http",
                    "Count",
                    List.of(new Point(NOW.minusSeconds(600), 40), new Point(NOW, lately))))));
  }
}
