package io.gatewayresponder.lab.twin.logs.kql;

import java.util.List;

/** A scalar expression as it is written. */
sealed interface Expression {
  /** A value written out. */
  record Literal(Value value) implements Expression {}

  /** A column's name. */
  record Name(String name) implements Expression {}

  /**
   * A function or an aggregate with its arguments; the sign of a number is the function {@code -}.
   */
  record Call(String function, List<Expression> arguments) implements Expression {}

  /** Two operands and what is between them. */
  record Binary(String operator, Expression left, Expression right) implements Expression {}

  /** One of these values, or none of them. */
  record In(Expression left, List<Expression> values, boolean negated, boolean ignoresCase)
      implements Expression {}

  /**
   * An expression in a list of columns.
   *
   * @param name empty when none was given
   */
  record Named(String name, Expression expression) {}
}
