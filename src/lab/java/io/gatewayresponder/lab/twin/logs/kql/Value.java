package io.gatewayresponder.lab.twin.logs.kql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One cell. Every type but string has a null; the null of string is the empty text.
 *
 * @param raw Boolean, Long (int and long), Double, String, Instant or Duration
 */
public record Value(Type type, @Nullable Object raw) {

  public static Value text(String text) {
    return new Value(Type.STRING, text);
  }

  public static Value whole(long number) {
    return new Value(Type.LONG, number);
  }

  public static Value whole(long number, Type type) {
    return new Value(type, number);
  }

  public static Value real(double number) {
    return new Value(Type.REAL, number);
  }

  public static Value bool(boolean flag) {
    return new Value(Type.BOOL, flag);
  }

  public static Value moment(Instant at) {
    return new Value(Type.DATETIME, at);
  }

  static Value span(Duration length) {
    return new Value(Type.TIMESPAN, length);
  }

  /** Nothing, as this type has it. */
  public static Value none(Type type) {
    return type == Type.STRING ? text("") : new Value(type, null);
  }

  boolean isNull() {
    return raw == null;
  }

  /** Null counts as false, as it does for a filter. */
  boolean isTrue() {
    return Boolean.TRUE.equals(raw);
  }

  long asLong() {
    return raw instanceof Number number ? number.longValue() : 0;
  }

  double asDouble() {
    return raw instanceof Number number ? number.doubleValue() : 0;
  }

  Instant asInstant() {
    return raw instanceof Instant instant ? instant : Instant.EPOCH;
  }

  Duration asDuration() {
    return raw instanceof Duration duration ? duration : Duration.ZERO;
  }

  /** As {@code tostring} writes it; nothing for a null. */
  String asText() {
    if (raw == null) {
      return "";
    }
    if (raw instanceof Double real) {
      return real == Math.rint(real) && Math.abs(real) < 1e15
          ? Long.toString(real.longValue())
          : Double.toString(real);
    }
    if (raw instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    return raw instanceof Duration duration ? Spans.show(duration) : raw.toString();
  }

  /** The same value in a wider type. */
  Value as(Type wider) {
    if (wider == type || raw == null) {
      return new Value(wider, raw);
    }
    return wider == Type.REAL ? real(asDouble()) : new Value(wider, raw);
  }

  /** Below, at or above zero; both are of one kind and neither is null. */
  int compare(Value other) {
    if (type.isNumber()) {
      return type.isWhole() && other.type.isWhole()
          ? Long.compare(asLong(), other.asLong())
          : Double.compare(asDouble(), other.asDouble());
    }
    return switch (type) {
      case DATETIME -> asInstant().compareTo(other.asInstant());
      case TIMESPAN -> asDuration().compareTo(other.asDuration());
      case BOOL -> Boolean.compare(isTrue(), other.isTrue());
      default -> asText().compareTo(other.asText());
    };
  }

  JsonNode toJson() {
    if (raw instanceof Boolean flag) {
      return BooleanNode.valueOf(flag);
    }
    if (raw instanceof Long whole) {
      return LongNode.valueOf(whole);
    }
    if (raw instanceof Double real) {
      return real.isNaN() || real.isInfinite()
          ? TextNode.valueOf("" + real)
          : DoubleNode.valueOf(real);
    }
    return raw == null ? NullNode.getInstance() : TextNode.valueOf(asText());
  }
}
