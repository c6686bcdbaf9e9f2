package io.gatewayresponder.lab.twin.logs.kql;

import io.gatewayresponder.lab.twin.logs.kql.Expression.Named;
import io.gatewayresponder.lab.twin.logs.kql.Query.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a whole query. */
final class QueryParser {
  /** Beginnings and operators that Kusto has and the twin has not: named in a refusal. */
  private static final Set<String> NOT_SIMULATED =
      Set.of(
          "let",
          "set",
          "declare",
          "datatable",
          "externaldata",
          "print",
          "range",
          "search",
          "find",
          "join",
          "lookup",
          "union",
          "render",
          "evaluate",
          "invoke",
          "parse",
          "mv",
          "make",
          "sample",
          "scan",
          "serialize",
          "facet",
          "fork",
          "reduce",
          "as",
          "consume",
          "getschema",
          "partition");

  private final Cursor cursor;
  private final ExpressionParser expressions;

  private QueryParser(Cursor cursor) {
    this.cursor = cursor;
    this.expressions = new ExpressionParser(cursor);
  }

  static Query parse(String text) {
    Cursor cursor = new Cursor(Tokeniser.cut(text));
    Query query = new QueryParser(cursor).query();
    if (cursor.here().kind() != Token.Kind.END) {
      throw cursor.unexpected("'|' or the end");
    }
    return query;
  }

  private Query query() {
    Query.Source source = cursor.tookName("union") ? union() : table();
    return new Query(source, operators());
  }

  private Query.Source table() {
    String name = cursor.name();
    if (NOT_SIMULATED.contains(name)) {
      throw KqlError.notSimulated(name);
    }
    return new Query.TableName(name);
  }

  private Query.Source union() {
    boolean fuzzy = false;
    while (cursor.after().is("=")) {
      String option = cursor.name();
      cursor.expect("=");
      if (option.equals("isfuzzy")) {
        fuzzy = cursor.name().equals("true");
      } else {
        throw KqlError.notSimulated("union " + option);
      }
    }
    List<Query> legs = new ArrayList<>();
    do {
      legs.add(leg());
    } while (cursor.took(","));
    return new Query.Union(fuzzy, legs);
  }

  private Query leg() {
    if (!cursor.took("(")) {
      return new Query(table(), List.of());
    }
    Query leg = new Query(table(), operators());
    cursor.expect(")");
    return leg;
  }

  private List<Operator> operators() {
    List<Operator> operators = new ArrayList<>();
    while (cursor.took("|")) {
      operators.add(operator());
    }
    return operators;
  }

  private Operator operator() {
    String name = cursor.name();
    if (cursor.here().is("-")) {
      throw KqlError.notSimulated("the operator " + name + "-…");
    }
    return switch (name) {
      case "where", "filter" -> new Query.Where(expressions.expression());
      case "project" -> new Query.Project(expressions.named());
      case "extend" -> new Query.Extend(expressions.named());
      case "distinct" -> new Query.Distinct(expressions.named());
      case "summarize" -> summarize();
      case "count" -> new Query.Count();
      case "take", "limit" -> new Query.Take(rows());
      case "top" -> top();
      case "sort", "order" -> sort();
      default -> {
        if (NOT_SIMULATED.contains(name)) {
          throw KqlError.notSimulated("the operator " + name);
        }
        throw KqlError.syntax("Unknown operator: " + name);
      }
    };
  }

  private Operator summarize() {
    List<Named> aggregates = cursor.here().isName("by") ? List.of() : expressions.named();
    List<Named> by = cursor.tookName("by") ? expressions.named() : List.of();
    return new Query.Summarize(aggregates, by);
  }

  private Operator top() {
    long rows = rows();
    by();
    return new Query.Top(rows, key());
  }

  private Operator sort() {
    by();
    List<Query.Key> keys = new ArrayList<>();
    do {
      keys.add(key());
    } while (cursor.took(","));
    return new Query.Sort(keys);
  }

  private void by() {
    if (!cursor.tookName("by")) {
      throw cursor.unexpected("'by'");
    }
  }

  /** The largest comes first, unless it is said otherwise. */
  private Query.Key key() {
    Expression expression = expressions.expression();
    boolean ascending = cursor.tookName("asc");
    if (!ascending) {
      boolean unused = cursor.tookName("desc");
    }
    if (cursor.here().isName("nulls")) {
      throw KqlError.notSimulated("nulls first or last");
    }
    return new Query.Key(expression, !ascending);
  }

  private long rows() {
    try {
      return Long.parseLong(cursor.take().text());
    } catch (NumberFormatException e) {
      throw KqlError.syntax("A number of rows is expected");
    }
  }
}
