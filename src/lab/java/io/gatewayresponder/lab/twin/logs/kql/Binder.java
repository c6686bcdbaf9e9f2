package io.gatewayresponder.lab.twin.logs.kql;

import io.gatewayresponder.lab.twin.logs.kql.Expression.Binary;
import io.gatewayresponder.lab.twin.logs.kql.Expression.Call;
import io.gatewayresponder.lab.twin.logs.kql.Expression.In;
import io.gatewayresponder.lab.twin.logs.kql.Expression.Literal;
import io.gatewayresponder.lab.twin.logs.kql.Expression.Name;
import io.gatewayresponder.lab.twin.logs.kql.Expression.Named;
import io.gatewayresponder.lab.twin.logs.kql.Table.Column;
import io.gatewayresponder.lab.twin.logs.kql.Table.Row;
import java.time.Instant;
import java.util.List;

/**
 * Binds expressions to the columns of a table.
 *
 * @param operator which operator they belong to, for error messages
 * @param now what {@code now()} is
 */
record Binder(Table table, String operator, Instant now) {

  Bound bind(Expression expression) {
    if (expression instanceof Literal literal) {
      return Bound.always(literal.value());
    }
    if (expression instanceof Name name) {
      return column(name.name());
    }
    if (expression instanceof Binary binary) {
      return Operators.bind(binary.operator(), bind(binary.left()), bind(binary.right()));
    }
    if (expression instanceof In in) {
      return in(in);
    }
    if (expression instanceof Call call) {
      return call.function().equals("column_ifexists")
          ? columnIfExists(call.arguments())
          : Functions.bind(
              call.function(), call.arguments().stream().map(this::bind).toList(), now);
    }
    throw new IllegalArgumentException("No such expression: " + expression);
  }

  /** A condition: anything but a truth is a mistake. */
  Bound condition(Expression expression) {
    Bound condition = bind(expression);
    if (condition.type() != Type.BOOL) {
      throw KqlError.semantic(
          "SEM0050",
          "'%s' operator: a bool is expected, not a %s".formatted(operator, condition.type()));
    }
    return condition;
  }

  /** The column that an expression in a list makes; one without a name is called by its number. */
  Column head(Named named, int number) {
    Bound bound = bind(named.expression());
    return new Column(name(named, number), bound.type());
  }

  private static String name(Named named, int number) {
    if (!named.name().isEmpty()) {
      return named.name();
    }
    Expression expression = named.expression();
    if (expression instanceof Call call && call.function().equals("bin")) {
      expression = call.arguments().get(0);
    }
    return expression instanceof Name column ? column.name() : "Column" + number;
  }

  private Bound column(String name) {
    int at = table.indexOf(name);
    if (at < 0) {
      throw KqlError.unknownColumn(operator, name);
    }
    return new Bound(table.columns().get(at).type(), row -> row.cells().get(at));
  }

  private Bound columnIfExists(List<Expression> arguments) {
    if (arguments.size() != 2
        || !(arguments.get(0) instanceof Literal literal)
        || literal.value().type() != Type.STRING) {
      throw KqlError.semantic("SEM0219", "column_ifexists() takes a name in quotes and a default");
    }
    String name = literal.value().asText();
    return table.indexOf(name) < 0 ? bind(arguments.get(1)) : column(name);
  }

  private Bound in(In in) {
    Bound left = bind(in.left());
    String equality = in.ignoresCase() ? "=~" : "==";
    List<Bound> equalities =
        in.values().stream().map(value -> Operators.bind(equality, left, bind(value))).toList();
    return new Bound(
        Type.BOOL,
        row -> Value.bool(in.negated() != equalities.stream().anyMatch(each -> isTrue(each, row))));
  }

  static boolean isTrue(Bound condition, Row row) {
    return condition.of().apply(row).isTrue();
  }
}
