package io.gatewayresponder.runbook;

import java.util.Map;

/**
 * A row that matched, and about what.
 *
 * @param row the row's id, such as {@code 2c-1.1}
 * @param subject what it is about
 * @param seen the row's condition in words
 * @param means what it means
 * @param next where it leads
 * @param facts what decided it, by name, such as {@code rule}, {@code server}, {@code port}; values
 *     may hold text from outside
 */
public record Finding(
    String row, Subject subject, String seen, String means, Next next, Map<String, String> facts) {
  /** The same row, matched about something else. */
  public Finding about(Subject other) {
    return new Finding(row, other, seen, means, next, facts);
  }
}
