package io.gatewayresponder.lab.twin.logs.kql;

import io.gatewayresponder.lab.twin.logs.kql.Expression.Binary;
import io.gatewayresponder.lab.twin.logs.kql.Expression.Call;
import io.gatewayresponder.lab.twin.logs.kql.Expression.In;
import io.gatewayresponder.lab.twin.logs.kql.Expression.Literal;
import io.gatewayresponder.lab.twin.logs.kql.Expression.Name;
import io.gatewayresponder.lab.twin.logs.kql.Expression.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads expressions; what binds closest is read last. */
final class ExpressionParser {
  private static final Set<String> COMPARISONS =
      Set.of("==", "=~", "!=", "!~", "<", "<=", ">", ">=");
  private static final Set<String> TEXT_COMPARISONS =
      Set.of("contains", "startswith", "endswith", "has");
  private static final Set<String> LISTS = Set.of("!in", "in~", "!in~");

  /** Deeper than any sensible query, and far from the end of the stack. */
  private static final int DEEPEST = 100;

  private final Cursor cursor;
  private int depth;

  ExpressionParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** {@code Name = expression} or an expression, any number of them with commas between. */
  List<Named> named() {
    List<Named> columns = new ArrayList<>();
    do {
      String name = "";
      if (cursor.here().kind() == Token.Kind.NAME && cursor.after().is("=")) {
        name = cursor.name();
        cursor.expect("=");
      }
      columns.add(new Named(name, expression()));
    } while (cursor.took(","));
    return columns;
  }

  Expression expression() {
    if (++depth > DEEPEST) {
      throw KqlError.syntax("The query is nested too deeply");
    }
    Expression left = conjunction();
    while (cursor.tookName("or")) {
      left = new Binary("or", left, conjunction());
    }
    depth--;
    return left;
  }

  private Expression conjunction() {
    Expression left = comparison();
    while (cursor.tookName("and")) {
      left = new Binary("and", left, comparison());
    }
    return left;
  }

  private Expression comparison() {
    Expression left = sum();
    Token token = cursor.here();
    boolean symbol = token.kind() == Token.Kind.SYMBOL;
    if ((symbol && COMPARISONS.contains(token.text()))
        || (token.kind() == Token.Kind.NAME && TEXT_COMPARISONS.contains(token.text()))) {
      return new Binary(cursor.take().text(), left, sum());
    }
    if (token.isName("in") || (symbol && LISTS.contains(token.text()))) {
      String operator = cursor.take().text();
      cursor.expect("(");
      return new In(left, list(), operator.startsWith("!"), operator.endsWith("~"));
    }
    return left;
  }

  private Expression sum() {
    Expression left = product();
    while (cursor.here().is("+") || cursor.here().is("-")) {
      left = new Binary(cursor.take().text(), left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = sign();
    while (cursor.here().is("*") || cursor.here().is("/") || cursor.here().is("%")) {
      left = new Binary(cursor.take().text(), left, sign());
    }
    return left;
  }

  private Expression sign() {
    return cursor.took("-") ? new Call("-", List.of(primary())) : primary();
  }

  private Expression primary() {
    Token token = cursor.here();
    if (cursor.took("(")) {
      Expression inner = expression();
      cursor.expect(")");
      return inner;
    }
    return switch (token.kind()) {
      case TEXT -> new Literal(Value.text(cursor.take().text()));
      case NUMBER -> new Literal(number(cursor.take().text()));
      case NAME -> nameOrCall();
      default -> throw cursor.unexpected("an expression");
    };
  }

  private Expression nameOrCall() {
    String name = cursor.name();
    if (name.equals("true") || name.equals("false")) {
      return new Literal(Value.bool(name.equals("true")));
    }
    if (!cursor.took("(")) {
      return new Name(name);
    }
    return name.equals("datetime") ? new Literal(moment()) : new Call(name, list());
  }

  /** What is between parentheses, the closing one included. */
  private List<Expression> list() {
    List<Expression> list = new ArrayList<>();
    if (cursor.took(")")) {
      return list;
    }
    do {
      list.add(expression());
    } while (cursor.took(","));
    cursor.expect(")");
    return list;
  }

  private static Value number(String text) {
    int end = 0;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    String digits = text.substring(0, end);
    String unit = text.substring(end);
    try {
      if (unit.isEmpty()) {
        return digits.contains(".")
            ? Value.real(Double.parseDouble(digits))
            : Value.whole(Long.parseLong(digits));
      }
      Duration span =
          Spans.of(Double.parseDouble(digits), unit)
              .orElseThrow(() -> KqlError.syntax("Not a number: " + text));
      return Value.span(span);
    } catch (NumberFormatException e) {
      throw KqlError.syntax("Not a number: " + text);
    }
  }

  /** Of {@code datetime(…)}: its text is cut into words that have to be put together again. */
  private Value moment() {
    StringBuilder text = new StringBuilder();
    while (!cursor.took(")")) {
      if (cursor.here().kind() == Token.Kind.END) {
        throw cursor.unexpected("')'");
      }
      text.append(cursor.take().text());
    }
    String written = text.toString();
    try {
      Instant at =
          written.contains("T")
              ? OffsetDateTime.parse(written).toInstant()
              : OffsetDateTime.parse(written + "T00:00:00Z").toInstant();
      return Value.moment(at);
    } catch (DateTimeParseException e) {
      throw KqlError.syntax("Not a datetime: " + written);
    }
  }
}
