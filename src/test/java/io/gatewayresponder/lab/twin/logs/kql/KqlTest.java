package io.gatewayresponder.lab.twin.logs.kql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.lab.twin.logs.kql.KqlError.Kind;
import io.gatewayresponder.lab.twin.logs.kql.Table.Column;
import io.gatewayresponder.lab.twin.logs.kql.Table.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of the language that there is, on a table of three kinds of requests. */
class KqlTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  /** Columns: At, Status (int), Server (text), Took (real), Answered (int, may be null). */
  private static final Table REQUESTS =
      new Table(
          List.of(
              new Column("At", Type.DATETIME),
              new Column("Status", Type.INT),
              new Column("Server", Type.STRING),
              new Column("Took", Type.REAL),
              new Column("Answered", Type.INT)),
          List.of(
              row(10, 200, "10.0.0.4:80", 0.02, 200, 100),
              row(20, 504, "10.0.0.5:80", 30.4, null, 7),
              row(90, 502, "", 0.0, null, 5)));

  private static Row row(
      long minutesAgo,
      int status,
      String server,
      double took,
      @Nullable Integer answered,
      long times) {
    return new Row(
        List.of(
            Value.moment(NOW.minus(Duration.ofMinutes(minutesAgo))),
            Value.whole(status, Type.INT),
            Value.text(server),
            Value.real(took),
            answered == null ? Value.none(Type.INT) : Value.whole(answered, Type.INT)),
        times);
  }

  /** The rows as text, each as often as it stands there. */
  private static String ask(String query) {
    return run(query).toJson(1000).path("rows").toString();
  }

  private static Table run(String query) {
    return Kql.parse(query)
        .run(name -> name.equals("Requests") ? Optional.of(REQUESTS) : Optional.empty(), NOW);
  }

  @Test
  void a_row_that_stands_for_many_counts_as_many() {
    assertEquals("[[112]]", ask("Requests | count"));
    assertEquals("[[112]]", ask("Requests | summarize count()"));
    assertEquals("[[12]]", ask("Requests | summarize countif(Status >= 500)"));
    assertEquals("[[3]]", ask("Requests | summarize dcount(Status)"));
    assertEquals("[[200,100]]", ask("Requests | take 100 | summarize N=count() by Status"));
    assertEquals("[[504],[504]]", ask("Requests | where Status == 504 | project Status | take 2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "At > ago(1h); 107",
        "At between_is_no_operator; -1",
        "Status in (502, 504); 12",
        "Status !in (502, 504); 100",
        "Status == 502 or Status == 504 and At > ago(1h); 12",
        "(Status == 502 or Status == 504) and At > ago(1h); 7",
        "not(Status == 200); 12",
        "Server =~ '10.0.0.4:80'; 100",
        "Server !~ '10.0.0.4:80'; 12",
        "Server in~ ('10.0.0.5:80'); 7",
        "Server startswith '10.' and Server endswith '5:80' and Server contains '.5'; 7",
        "Server has '10'; 107",
        "Server has '0.0.5:8'; 0",
        "isempty(Server); 5",
        "isnull(Answered); 12",
        "Answered >= 0; 100",
        "Answered < 500; 100",
        "Took * 2 > 60; 7",
        "At > datetime(2026-11-24T09:30:00Z); 107",
        "At < datetime(2026-11-24); 0",
        "At - 1h < ago(2h); 5",
        "tolower(strcat('A', tostring(Status))) == 'a504'; 7",
        "Server == '10.0.0.4\\u003a80'; 100",
        "toint('x') == 1; 0",
        "tolong(Took) == 30; 7",
        "bin(Took, 1.0) == 30.0; 7",
        "bin(At, 1h) == datetime(2026-11-24T09:00:00Z); 107",
        "iff(Status > 500, 'bad', 'good') == 'bad'; 12"
      })
  void conditions_pick_rows(String condition, long expected) {
    if (expected < 0) {
      assertThrows(KqlError.class, () -> run("Requests | where " + condition));
    } else {
      assertEquals(expected, run("Requests | where " + condition).size());
    }
  }

  @Test
  void groups_come_first_and_aggregates_after_them() {
    Table table =
        run(
            "Requests | summarize Requests=count(), max(Took), sum(Status) by Bad=Status>=500, bin(Took, 1.0)");
    assertEquals(
        List.of(
            new Column("Bad", Type.BOOL),
            new Column("Took", Type.REAL),
            new Column("Requests", Type.LONG),
            new Column("max_Took", Type.REAL),
            new Column("sum_Status", Type.LONG)),
        table.columns());
    assertEquals(
        "[[false,0.0,100,0.02,20000],[true,30.0,7,30.4,3528],[true,0.0,5,0.0,2510]]",
        table.toJson(10).path("rows").toString());
  }

  @Test
  void without_rows_there_is_one_count_but_no_group() {
    assertEquals("[[0]]", ask("Requests | where false | summarize count()"));
    assertEquals("[]", ask("Requests | where false | summarize count() by Status"));
    assertEquals("int", run("Requests | where false").columns().get(1).type().toString());
  }

  @Test
  void the_largest_comes_first_unless_asked_otherwise() {
    assertEquals(
        "[[504]]",
        ask("Requests | summarize count() by Status, Took | top 1 by Took | project Status"));
    assertEquals(
        "[[502],[200],[504]]",
        ask("Requests | distinct Status, Took | order by Took asc | project Status"));
    assertEquals("[[200],[null]]", ask("Requests | distinct Answered | sort by Answered"));
  }

  @Test
  void columns_are_made_of_the_row_as_it_came_in() {
    assertEquals(
        "[[504,\"504\"]]",
        ask(
            "Requests | where Status == 504 | project Server=Status, Status=tostring(Status) | take 1"));
    assertEquals(
        "[[505,504]]",
        ask(
            "Requests | where Status == 504 | extend Status=Status+1, Old=Status | project Status, Old"
                + " | take 1"));
  }

  @Test
  void a_column_that_may_be_missing_has_a_default() {
    assertEquals(
        "[[504,\"none\"]]",
        ask(
            "Requests | where Status == 504 | project column_ifexists('Status', 0),"
                + " column_ifexists('Colour', 'none') | take 1"));
  }

  @Test
  void a_fuzzy_union_leaves_out_what_is_not_there_but_not_everything() {
    String leg = "(Requests | where Status == 504 | project Status, A='a')";
    String none = "(Nowhere | where Colour == 'red' | project B='b')";
    assertEquals("[[7]]", ask("union isfuzzy=true " + leg + ", " + none + " | count"));
    assertEquals(
        "[[504,\"a\",\"\"],[504,\"\",\"b\"]]",
        ask(
            "union (Requests | where Status == 504 | project Status, A='a' | take 1),"
                + " (Requests | where Status == 504 | project Status, B='b' | take 1)"));
    assertEquals("SEM0100", refusal("union " + leg + ", " + none).code());
    assertEquals("SEM0100", refusal("union isfuzzy=true " + none).code());
  }

  @Test
  void what_is_not_there_is_named_as_kusto_names_it() {
    assertEquals(
        "'where' operator: Failed to resolve table or column expression named 'Nowhere'",
        refusal("Nowhere | where a == 1").getMessage());
    assertEquals(
        "'project' operator: Failed to resolve column or scalar expression named 'Colour'",
        refusal("Requests | project Colour").getMessage());
    assertEquals("SEM0100", refusal("requests").code(), "names of tables have case");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Requests |",
        "Requests | where",
        "Requests | wher Status == 1",
        "Requests | where Status = 500",
        "Requests | where (Status == 1",
        "Requests | where Server == 'unfinished",
        "Requests | where Server == 'bad \\q escape'",
        "Requests | where Server == '\\u12'",
        "Requests | where At > ago(1x)",
        "Requests | where At > datetime(yesterday)",
        "Requests | top by Status",
        "Requests | top 1 Status",
        "Requests Requests",
        "Requests | where Status == 1; drop",
        "Requests | where Status == 999999999999999999999999"
      })
  void what_is_no_query_is_a_syntax_error(String query) {
    assertEquals(Kind.SYNTAX, refusal(query).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Requests | where Status == 'a'",
        "Requests | where Status",
        "Requests | where Server + 1 == 2",
        "Requests | summarize Status",
        "Requests | summarize sum(Server)",
        "Requests | where iff(Status, 1, 2) == 1",
        "Requests | project iff(true, 1, 'a')",
        "Requests | where ago(1, 2) == At"
      })
  void what_does_not_fit_is_a_semantic_error(String query) {
    assertEquals(Kind.SEMANTIC, refusal(query).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let a = 1; Requests",
        "Requests | join (Requests) on Status",
        "Requests | project-away Status",
        "Requests | mv-expand Status",
        "Requests | extend a=parse_json(Server)",
        "Requests | summarize make_set(Status)",
        "Requests | render timechart"
      })
  void what_kusto_could_and_this_cannot_is_named(String query) {
    assertEquals(Kind.NOT_SIMULATED, refusal(query).kind());
  }

  @Test
  void nesting_without_end_is_refused_before_the_stack_is_over() {
    String deep = "(".repeat(100_000) + "true" + ")".repeat(100_000);
    assertEquals(Kind.SYNTAX, refusal("Requests | where " + deep).kind());
  }

  @Test
  void the_tables_of_a_query_are_known_before_it_runs() {
    assertEquals(
        "[A, B]",
        Kql.parse("union isfuzzy=true (A | where x == 1), (B) | count").tables().toString());
    assertTrue(Kql.parse("A | where B == 'C'").tables().contains("A"));
  }

  private static KqlError refusal(String query) {
    return assertThrows(KqlError.class, () -> run(query), query);
  }
}
