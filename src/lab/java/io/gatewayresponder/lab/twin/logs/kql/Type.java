package io.gatewayresponder.lab.twin.logs.kql;

import java.util.Locale;

/** The scalar types, named as an answer's columns name them. */
public enum Type {
  BOOL,
  INT,
  LONG,
  REAL,
  STRING,
  DATETIME,
  TIMESPAN;

  boolean isNumber() {
    return this == INT || this == LONG || this == REAL;
  }

  boolean isWhole() {
    return this == INT || this == LONG;
  }

  /** The type that holds the values of both, where there is one: numbers widen, nothing else. */
  static Type common(Type one, Type other, String where) {
    if (one == other) {
      return one;
    }
    if (one.isNumber() && other.isNumber()) {
      return one == REAL || other == REAL ? REAL : LONG;
    }
    throw KqlError.semantic(
        "SEM0062", where + ": " + one + " and " + other + " do not fit together");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
