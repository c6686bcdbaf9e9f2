package io.gatewayresponder.incident;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text of an alert, made harmless: data for people and keys, and nothing that moves a cursor, turns
 * the reading direction or fills a page.
 */
public final class AlertText {
  /** As long as a name may be in a list; Azure's rule names have at most 260 characters. */
  public static final int MAX_SHOWN = 200;

  /** Ids of alerts have about 140 characters; one that is cut would be another id. */
  private static final int MAX_ID = 400;

  /** Control and format characters (bidirectional overrides too), separators, lone surrogates. */
  private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final Pattern SEVERITY = Pattern.compile("(?i)(?:sev)?([0-4])");

  /** Azure Monitor is younger, and a table cannot store every year that Java can. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private AlertText() {}

  /** The text of a simple value, as it is; empty for anything else. */
  static String of(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText().strip() : "";
  }

  static String shown(JsonNode node) {
    return shown(of(node));
  }

  /** A text from outside as it may be stored and shown: clean, and no longer than a name. */
  public static String shown(String text) {
    return shown(text, MAX_SHOWN);
  }

  /** The same with another limit, in characters. */
  public static String shown(String text, int atMost) {
    // Cut first: the rest is not worth cleaning.
    String head = text.length() > 4 * atMost ? text.substring(0, 4 * atMost) : text;
    String clean = HARMFUL.matcher(head).replaceAll(" ").strip();
    return clean.codePointCount(0, clean.length()) <= atMost
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, atMost - 1)) + "…";
  }

  /** An id that can be compared; nothing when it is missing, too long or has odd characters. */
  static Optional<String> id(JsonNode node) {
    String id = of(node);
    return id.isEmpty() || id.length() > MAX_ID || HARMFUL.matcher(id).find()
        ? Optional.empty()
        : Optional.of(id);
  }

  /** {@code Sev0} to {@code Sev4}; the older schemas give the digit alone. */
  static String severity(String text) {
    var matcher = SEVERITY.matcher(text);
    return matcher.matches() ? "Sev" + matcher.group(1) : "unknown";
  }

  /** A time with or without a zone; without one it is UTC, as Azure's are. */
  static Optional<Instant> time(JsonNode node) {
    String text = of(node);
    return parsed(text).filter(time -> time.isAfter(EARLIEST) && time.isBefore(LATEST));
  }

  private static Optional<Instant> parsed(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      // Perhaps without a zone.
    }
    try {
      return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
