package io.gatewayresponder.lab.twin.logs.kql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into its words. */
final class Tokeniser {
  /** Longer ones first, so that {@code ==} is not two of {@code =}. */
  private static final List<String> SYMBOLS =
      List.of(
          "!in~", "!in", "in~", "!~", "==", "=~", "!=", "<=", ">=", "<", ">", "=", "(", ")", ",",
          "|", "+", "-", "*", "/", "%", ".", ":", ";");

  private final String query;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokeniser(String query) {
    this.query = query;
  }

  static List<Token> cut(String query) {
    Tokeniser tokeniser = new Tokeniser(query);
    while (tokeniser.next()) {
      // Each call takes one word.
    }
    tokeniser.add(Token.Kind.END, "");
    return tokeniser.tokens;
  }

  private boolean next() {
    while (at < query.length() && (Character.isWhitespace(query.charAt(at)) || atComment())) {
      at = atComment() ? endOfLine() : at + 1;
    }
    if (at >= query.length()) {
      return false;
    }
    char first = query.charAt(at);
    if (first == '\'' || first == '"') {
      text(first);
    } else if (first == '@' && at + 1 < query.length() && isQuote(query.charAt(at + 1))) {
      at++;
      verbatim(query.charAt(at));
    } else if (first >= '0' && first <= '9') {
      take(Token.Kind.NUMBER, true);
    } else if (symbol()) {
      return true;
    } else if (isWord(first)) {
      take(Token.Kind.NAME, false);
    } else {
      throw KqlError.syntax("Unexpected character '" + first + "' at " + at);
    }
    return true;
  }

  private boolean atComment() {
    return query.startsWith("//", at);
  }

  private int endOfLine() {
    int end = query.indexOf('\n', at);
    return end < 0 ? query.length() : end;
  }

  private boolean symbol() {
    for (String symbol : SYMBOLS) {
      boolean word = symbol.equals("!in");
      if (query.startsWith(symbol, at)
          && !(word && at + 3 < query.length() && isWord(query.charAt(at + 3)))) {
        add(Token.Kind.SYMBOL, symbol);
        at += symbol.length();
        return true;
      }
    }
    return false;
  }

  /** A name; or a number with its fraction and the unit of a length of time. */
  private void take(Token.Kind kind, boolean withPoint) {
    int from = at;
    while (at < query.length()
        && (isWord(query.charAt(at))
            || (withPoint && query.charAt(at) == '.' && query.indexOf('.', from) == at))) {
      at++;
    }
    add(kind, query.substring(from, at));
  }

  private void text(char quote) {
    StringBuilder text = new StringBuilder();
    for (at++; at < query.length() && query.charAt(at) != quote; at++) {
      char c = query.charAt(at);
      if (c == '\n') {
        break;
      }
      text.append(c == '\\' ? escaped() : c);
    }
    end(quote, text);
  }

  private char escaped() {
    at++;
    char c = at < query.length() ? query.charAt(at) : '\n';
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '\\', '\'', '"' -> c;
      case 'u' -> number();
      default -> throw KqlError.syntax("Unknown escape in a text: \\" + c);
    };
  }

  /** Of four hexadecimal digits. */
  private char number() {
    try {
      char c = (char) Integer.parseUnsignedInt(query, at + 1, at + 5, 16);
      at += 4;
      return c;
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw KqlError.syntax("A text has \\u without four digits at " + at);
    }
  }

  /** A backslash is a backslash; a quotation mark is written twice. */
  private void verbatim(char quote) {
    StringBuilder text = new StringBuilder();
    for (at++; at < query.length(); at++) {
      if (query.charAt(at) == quote) {
        if (at + 1 >= query.length() || query.charAt(at + 1) != quote) {
          break;
        }
        at++;
      }
      text.append(query.charAt(at));
    }
    end(quote, text);
  }

  private void end(char quote, StringBuilder text) {
    if (at >= query.length() || query.charAt(at) != quote) {
      throw KqlError.syntax("A text does not end");
    }
    at++;
    add(Token.Kind.TEXT, text.toString());
  }

  private void add(Token.Kind kind, String text) {
    tokens.add(new Token(kind, text));
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  private static boolean isWord(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
