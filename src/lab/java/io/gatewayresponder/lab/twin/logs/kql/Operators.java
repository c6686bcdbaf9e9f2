package io.gatewayresponder.lab.twin.logs.kql;

import java.time.Duration;
import java.util.Locale;
import java.util.function.BinaryOperator;

/** What stands between two operands. */
final class Operators {
  private Operators() {}

  static Bound bind(String operator, Bound left, Bound right) {
    return switch (operator) {
      case "and", "or" -> logic(operator, left, right);
      case "==", "!=", "<", "<=", ">", ">=" -> comparison(operator, left, right);
      case "=~", "!~", "contains", "startswith", "endswith", "has" -> texts(operator, left, right);
      default -> arithmetic(operator, left, right);
    };
  }

  private static Bound logic(String operator, Bound left, Bound right) {
    require(left.type() == Type.BOOL && right.type() == Type.BOOL, operator, left, right);
    boolean and = operator.equals("and");
    return new Bound(
        Type.BOOL,
        row ->
            Value.bool(
                and
                    ? Binder.isTrue(left, row) && Binder.isTrue(right, row)
                    : Binder.isTrue(left, row) || Binder.isTrue(right, row)));
  }

  /** Nothing can be said about a null, except that it differs from what is none. */
  private static Bound comparison(String operator, Bound left, Bound right) {
    require(
        left.type() == right.type() || (left.type().isNumber() && right.type().isNumber()),
        operator,
        left,
        right);
    return combine(
        Type.BOOL,
        left,
        right,
        (one, other) -> {
          if (one.isNull() || other.isNull()) {
            return Value.bool(operator.equals("!=") && one.isNull() != other.isNull());
          }
          int order = one.compare(other);
          return Value.bool(
              switch (operator) {
                case "==" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
              });
        });
  }

  /** Comparisons of texts without regard to case. */
  private static Bound texts(String operator, Bound left, Bound right) {
    require(left.type() == Type.STRING && right.type() == Type.STRING, operator, left, right);
    return combine(
        Type.BOOL,
        left,
        right,
        (one, other) -> {
          String text = one.asText().toLowerCase(Locale.ROOT);
          String part = other.asText().toLowerCase(Locale.ROOT);
          return Value.bool(
              switch (operator) {
                case "=~" -> text.equals(part);
                case "!~" -> !text.equals(part);
                case "startswith" -> text.startsWith(part);
                case "endswith" -> text.endsWith(part);
                case "has" -> hasWord(text, part);
                default -> text.contains(part);
              });
        });
  }

  /** A word stands between characters that are neither letters nor digits. */
  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static Bound arithmetic(String operator, Bound left, Bound right) {
    if (left.type().isNumber() && right.type().isNumber()) {
      Type type = Type.common(left.type(), right.type(), operator);
      return combine(
          type,
          left,
          right,
          (one, other) ->
              either(one, other)
                  ? Value.none(type)
                  : type == Type.REAL ? reals(operator, one, other) : wholes(operator, one, other));
    }
    if (operator.equals("-") && left.type() == Type.DATETIME && right.type() == Type.DATETIME) {
      return combine(
          Type.TIMESPAN,
          left,
          right,
          (one, other) ->
              either(one, other)
                  ? Value.none(Type.TIMESPAN)
                  : Value.span(Duration.between(other.asInstant(), one.asInstant())));
    }
    boolean adds = operator.equals("+") || operator.equals("-");
    if (adds && left.type() == Type.DATETIME && right.type() == Type.TIMESPAN) {
      return combine(
          Type.DATETIME,
          left,
          right,
          (one, other) ->
              either(one, other)
                  ? Value.none(Type.DATETIME)
                  : Value.moment(
                      operator.equals("+")
                          ? one.asInstant().plus(other.asDuration())
                          : one.asInstant().minus(other.asDuration())));
    }
    throw KqlError.semantic(
        "SEM0064",
        "Cannot use %s between %s and %s".formatted(operator, left.type(), right.type()));
  }

  private static Value reals(String operator, Value one, Value other) {
    double a = one.asDouble();
    double b = other.asDouble();
    return Value.real(
        switch (operator) {
          case "+" -> a + b;
          case "-" -> a - b;
          case "*" -> a * b;
          case "/" -> a / b;
          default -> a % b;
        });
  }

  /** Whole numbers stay whole when they are divided; by zero nothing comes out. */
  private static Value wholes(String operator, Value one, Value other) {
    long a = one.asLong();
    long b = other.asLong();
    if (b == 0 && (operator.equals("/") || operator.equals("%"))) {
      return Value.none(Type.LONG);
    }
    return Value.whole(
        switch (operator) {
          case "+" -> a + b;
          case "-" -> a - b;
          case "*" -> a * b;
          case "/" -> a / b;
          default -> a % b;
        });
  }

  private static boolean either(Value one, Value other) {
    return one.isNull() || other.isNull();
  }

  private static Bound combine(Type type, Bound left, Bound right, BinaryOperator<Value> how) {
    return new Bound(type, row -> how.apply(left.of().apply(row), right.of().apply(row)));
  }

  private static void require(boolean fits, String operator, Bound left, Bound right) {
    if (!fits) {
      throw KqlError.semantic(
          "SEM0064",
          "Cannot compare values of types %s and %s by %s"
              .formatted(left.type(), right.type(), operator));
    }
  }
}
