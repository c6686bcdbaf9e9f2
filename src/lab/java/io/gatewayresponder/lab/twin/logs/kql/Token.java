package io.gatewayresponder.lab.twin.logs.kql;

/**
 * A word of a query.
 *
 * @param text of a text literal what it says, of anything else how it is written
 */
record Token(Kind kind, String text) {
  enum Kind {
    NAME,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  @Override
  public String toString() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
