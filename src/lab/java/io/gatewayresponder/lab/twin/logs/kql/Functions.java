package io.gatewayresponder.lab.twin.logs.kql;

import io.gatewayresponder.lab.twin.logs.kql.Table.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The scalar functions. */
final class Functions {
  private Functions() {}

  static Bound bind(String name, List<Bound> arguments, Instant now) {
    return switch (name) {
      case "now" -> Bound.always(Value.moment(now));
      case "ago" -> ago(one(name, arguments), now);
      case "-" -> Operators.bind("-", zeroLike(one(name, arguments)), one(name, arguments));
      case "not" -> not(one(name, arguments));
      case "iff", "iif" -> iff(name, exactly(3, name, arguments));
      case "coalesce" -> coalesce(arguments);
      case "bin" -> bin(exactly(2, name, arguments));
      case "strcat" -> strcat(arguments);
      case "isempty" -> test(one(name, arguments), true, true);
      case "isnotempty" -> test(one(name, arguments), true, false);
      case "isnull" -> test(one(name, arguments), false, true);
      case "isnotnull" -> test(one(name, arguments), false, false);
      case "tostring" -> map(Type.STRING, one(name, arguments), v -> Value.text(v.asText()));
      case "tolower" -> text(one(name, arguments), text -> text.toLowerCase(Locale.ROOT));
      case "toupper" -> text(one(name, arguments), text -> text.toUpperCase(Locale.ROOT));
      case "strlen" ->
          map(Type.LONG, one(name, arguments), value -> Value.whole(value.asText().length()));
      case "toint" -> map(Type.INT, one(name, arguments), value -> whole(value, Type.INT));
      case "tolong" -> map(Type.LONG, one(name, arguments), value -> whole(value, Type.LONG));
      case "todouble", "toreal" -> map(Type.REAL, one(name, arguments), Functions::real);
      default -> throw KqlError.notSimulated("the function " + name + "()");
    };
  }

  private static Bound ago(Bound span, Instant now) {
    requireType(span, Type.TIMESPAN, "ago");
    return map(Type.DATETIME, span, value -> Value.moment(now.minus(value.asDuration())));
  }

  private static Bound zeroLike(Bound bound) {
    return Bound.always(bound.type() == Type.REAL ? Value.real(0) : Value.whole(0));
  }

  private static Bound not(Bound bound) {
    requireType(bound, Type.BOOL, "not");
    return map(Type.BOOL, bound, value -> Value.bool(!value.isTrue()));
  }

  private static Bound iff(String name, List<Bound> arguments) {
    Bound condition = arguments.get(0);
    requireType(condition, Type.BOOL, name);
    Type type = Type.common(arguments.get(1).type(), arguments.get(2).type(), name + "()");
    Bound then = arguments.get(1).as(type);
    Bound otherwise = arguments.get(2).as(type);
    return new Bound(
        type, row -> (Binder.isTrue(condition, row) ? then : otherwise).of().apply(row));
  }

  /** The first that is not null; of texts the first that is not empty. */
  private static Bound coalesce(List<Bound> arguments) {
    if (arguments.isEmpty()) {
      throw arguments("coalesce");
    }
    Type type = arguments.get(0).type();
    return new Bound(
        type,
        row ->
            arguments.stream()
                .map(argument -> argument.as(type).of().apply(row))
                .filter(value -> !value.asText().isEmpty())
                .findFirst()
                .orElse(Value.none(type)));
  }

  /** Rounds down to a multiple: of a number, or of a length of time. */
  private static Bound bin(List<Bound> arguments) {
    Bound value = arguments.get(0);
    Bound width = arguments.get(1);
    if (value.type() == Type.DATETIME && width.type() == Type.TIMESPAN) {
      return new Bound(Type.DATETIME, row -> moment(value, width, row));
    }
    Type type = Type.common(value.type(), width.type(), "bin()");
    return new Bound(type, row -> number(value, width, type, row));
  }

  private static Value moment(Bound value, Bound width, Row row) {
    Value at = value.of().apply(row);
    Duration span = width.of().apply(row).asDuration();
    if (at.isNull() || span.toMillis() <= 0) {
      return Value.none(Type.DATETIME);
    }
    long millis = at.asInstant().toEpochMilli();
    return Value.moment(Instant.ofEpochMilli(millis - Math.floorMod(millis, span.toMillis())));
  }

  private static Value number(Bound value, Bound width, Type type, Row row) {
    Value number = value.of().apply(row);
    Value step = width.of().apply(row);
    if (number.isNull() || step.isNull() || step.asDouble() <= 0) {
      return Value.none(type);
    }
    double down = Math.floor(number.asDouble() / step.asDouble()) * step.asDouble();
    return type == Type.REAL ? Value.real(down) : Value.whole((long) down).as(type);
  }

  private static Bound strcat(List<Bound> arguments) {
    return new Bound(
        Type.STRING,
        row ->
            Value.text(
                arguments.stream()
                    .map(argument -> argument.of().apply(row).asText())
                    .collect(Collectors.joining())));
  }

  /** A text is never null, but can be empty. */
  private static Bound test(Bound bound, boolean empty, boolean expected) {
    return map(
        Type.BOOL,
        bound,
        value -> Value.bool((value.isNull() || (empty && value.asText().isEmpty())) == expected));
  }

  /** A text that is no number is nothing. */
  private static Value whole(Value value, Type type) {
    if (value.type().isNumber() || value.type() == Type.BOOL) {
      long number = value.type() == Type.BOOL ? (value.isTrue() ? 1 : 0) : value.asLong();
      return value.isNull() ? Value.none(type) : Value.whole(number).as(type);
    }
    try {
      return Value.whole(Long.parseLong(value.asText().strip())).as(type);
    } catch (NumberFormatException e) {
      return Value.none(type);
    }
  }

  private static Value real(Value value) {
    if (value.type().isNumber()) {
      return value.as(Type.REAL);
    }
    try {
      return Value.real(Double.parseDouble(value.asText().strip()));
    } catch (NumberFormatException e) {
      return Value.none(Type.REAL);
    }
  }

  private static Bound text(Bound bound, UnaryOperator<String> how) {
    return map(Type.STRING, bound, value -> Value.text(how.apply(value.asText())));
  }

  private static Bound map(Type type, Bound bound, UnaryOperator<Value> how) {
    return new Bound(type, row -> how.apply(bound.of().apply(row)));
  }

  private static Bound one(String name, List<Bound> arguments) {
    return exactly(1, name, arguments).get(0);
  }

  private static List<Bound> exactly(int count, String name, List<Bound> arguments) {
    if (arguments.size() != count) {
      throw arguments(name);
    }
    return arguments;
  }

  private static KqlError arguments(String name) {
    return KqlError.semantic("SEM0219", name + "(): wrong number of arguments");
  }

  private static void requireType(Bound bound, Type type, String name) {
    if (bound.type() != type) {
      throw KqlError.semantic(
          "SEM0231", "%s(): a %s is expected, not a %s".formatted(name, type, bound.type()));
    }
  }
}
