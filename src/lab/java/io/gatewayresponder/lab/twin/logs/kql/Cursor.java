package io.gatewayresponder.lab.twin.logs.kql;

import java.util.List;

/** A place among the words of a query. */
final class Cursor {
  private final List<Token> tokens;
  private int at;

  Cursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** The word here. */
  Token here() {
    return tokens.get(at);
  }

  /** The word after the one here. */
  Token after() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** The word here, which is then behind us. */
  Token take() {
    Token token = here();
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  /** Goes past a symbol, when it is here. */
  boolean took(String symbol) {
    if (here().is(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  /** Goes past a word such as {@code by}, when it is here. */
  boolean tookName(String name) {
    if (here().isName(name)) {
      at++;
      return true;
    }
    return false;
  }

  void expect(String symbol) {
    if (!took(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  String name() {
    if (here().kind() != Token.Kind.NAME) {
      throw unexpected("a name");
    }
    return take().text();
  }

  KqlError unexpected(String wanted) {
    return KqlError.syntax("Query could not be parsed at " + here() + ": expected " + wanted);
  }
}
