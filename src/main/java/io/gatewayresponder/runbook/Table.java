package io.gatewayresponder.runbook;

import io.gatewayresponder.evidence.Look;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A question and every answer to it, in order: the first row that matches counts. A table is total:
 * only {@link Rows#otherwise} closes it, and it has to say what follows when the look itself fails.
 *
 * @param id the step's number, such as {@code 2c-1}
 * @param facts what decided, by name, kept with the finding
 * @param couldNotCheck sentences about what the look itself could not read
 */
public record Table<E>(
    String id,
    String question,
    List<Row<E>> rows,
    Function<E, Map<String, String>> facts,
    Function<E, List<String>> couldNotCheck) {

  /** Begins a table. */
  public static <E> Rows<E> ask(String id, String question) {
    return new Rows<>(id, question);
  }

  /** The rows that match: the first one, and later ones that always count. */
  public List<Row<E>> match(Look<E> look) {
    List<Row<E>> matching = new ArrayList<>();
    for (Row<E> row : rows) {
      if ((matching.isEmpty() || row.always()) && row.when().test(look)) {
        matching.add(row);
      }
    }
    return matching;
  }

  /** A table that is not closed yet. */
  public static final class Rows<E> {
    private final String id;
    private final String question;
    private final List<Row<E>> rows = new ArrayList<>();
    private boolean saysWhenUnreadable;
    private Function<E, Map<String, String>> facts = evidence -> Map.of();
    private Function<E, List<String>> couldNotCheck = evidence -> List.of();

    private Rows(String id, String question) {
      this.id = id;
      this.question = question;
    }

    /** What to keep of the evidence with each finding. */
    public Rows<E> noting(Function<E, Map<String, String>> reading) {
      facts = reading;
      return this;
    }

    /** What the look could not read although it was taken. */
    public Rows<E> missing(Function<E, List<String>> reading) {
      couldNotCheck = reading;
      return this;
    }

    public Means<E, Rows<E>> row(String row, String seen, Predicate<E> when) {
      return found(row, seen, when, false);
    }

    /** A row that no earlier one hides: a fault of its own beside theirs. */
    public Means<E, Rows<E>> alsoRow(String row, String seen, Predicate<E> when) {
      return found(row, seen, when, true);
    }

    /** A row for looks that failed in one of these ways; any way when none is given. */
    public Means<E, Rows<E>> unreadable(String row, String seen, Look.Why... ways) {
      List<Look.Why> which = Arrays.asList(ways);
      saysWhenUnreadable |= which.isEmpty();
      return new Means<>(
          row,
          seen,
          look ->
              look instanceof Look.Unreadable<E> not
                  && (which.isEmpty() || which.contains(not.why())),
          false,
          added -> {
            rows.add(added);
            return this;
          });
    }

    /** The row for everything that was seen and that no other row is about. Closes the table. */
    public Means<E, Table<E>> otherwise(String row, String seen) {
      if (!saysWhenUnreadable) {
        throw new IllegalStateException(
            "table " + id + " does not say what follows when the look fails");
      }
      return new Means<>(
          row,
          seen,
          look -> look instanceof Look.Found<E>,
          false,
          added -> {
            rows.add(added);
            return new Table<>(id, question, List.copyOf(rows), facts, couldNotCheck);
          });
    }

    private Means<E, Rows<E>> found(String row, String seen, Predicate<E> when, boolean always) {
      return new Means<>(
          row,
          seen,
          look -> look instanceof Look.Found<E> found && when.test(found.value()),
          always,
          added -> {
            rows.add(added);
            return this;
          });
    }
  }

  /** A row whose condition stands; its meaning is next. */
  public record Means<E, R>(
      String id, String seen, Predicate<Look<E>> when, boolean always, Function<Row<E>, R> add) {
    public Then<E, R> means(String means) {
      return new Then<>(this, means);
    }
  }

  /** A row whose condition and meaning stand; where it leads is next. */
  public record Then<E, R>(Means<E, R> row, String means) {
    public R then(Next next) {
      return row.add()
          .apply(new Row<>(row.id(), row.seen(), means, next, row.when(), row.always()));
    }
  }
}
