package io.gatewayresponder.azure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in ARM's words. Three shapes occur: {@code {error:{code,message}}} from ARM and most
 * providers, flat {@code {code,message}} from DNS and metrics, {@code {Code,Message}} from
 * Microsoft.Web. Text from outside: clipped, and shown as data.
 *
 * @param codes the code, then the codes of its details: the telling one is often a detail
 */
record ArmError(List<String> codes, String message) {
  /**
   * The actions that somebody lacks stand behind names of any length, where a message may have been
   * cut; so they are said first.
   */
  private static final Pattern LACKING =
      Pattern.compile(
          "does not have (?:authorization|permission) to perform action(?:\\(s\\))? '([\\w./,]{1,300})'");

  /** Enough for any message that helps a person; keeps rows and cards small. */
  static final int MAX_MESSAGE = 600;

  /** Control characters, those of the upper half too, and format characters such as bidi marks. */
  private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  private static final int MAX_CODE = 100;
  private static final int MAX_CODES = 8;

  static ArmError of(ArmAnswer.Answered answer) {
    ArmError error = of(answer.body());
    if (!error.codes.isEmpty()) {
      return error;
    }
    return new ArmError(List.of("HTTP" + answer.status()), error.message);
  }

  /** Reads an error, or a document that holds one as {@code error}. */
  static ArmError of(@Nullable JsonNode document) {
    List<String> codes = new ArrayList<>();
    if (document == null) {
      return new ArmError(codes, "");
    }
    JsonNode error = document.path("error").isObject() ? document.path("error") : document;
    addCode(codes, error);
    StringBuilder message = new StringBuilder(text(error, "message", "Message"));
    for (JsonNode detail : error.path("details")) {
      if (codes.size() < MAX_CODES) {
        addCode(codes, detail);
        String more = text(detail, "message", "Message");
        if (!more.isEmpty() && message.length() < MAX_MESSAGE) {
          message.append(message.isEmpty() ? "" : " ").append(more);
        }
      }
    }
    return new ArmError(List.copyOf(codes), clip(lacking(message) + message, MAX_MESSAGE));
  }

  String code() {
    return codes.isEmpty() ? "" : codes.get(0);
  }

  boolean anyCode(String start) {
    return codes.stream().anyMatch(code -> code.startsWith(start));
  }

  /** Code and message in one line. */
  String sentence() {
    return message.isEmpty() ? code() : code() + ": " + message;
  }

  private static String lacking(CharSequence message) {
    Matcher lacking = LACKING.matcher(message);
    return lacking.find() ? "The right " + lacking.group(1) + " is missing. " : "";
  }

  private static void addCode(List<String> codes, JsonNode error) {
    String code = text(error, "code", "Code");
    if (!code.isEmpty()) {
      codes.add(clip(code, MAX_CODE));
    }
  }

  private static String text(JsonNode node, String name, String otherName) {
    JsonNode value = node.hasNonNull(name) ? node.path(name) : node.path(otherName);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }

  /** Cuts at a length and takes control and format characters out. */
  static String clip(String text, int most) {
    String clean = HARMFUL.matcher(text).replaceAll(" ").strip();
    return clean.length() <= most ? clean : clean.substring(0, most) + "…";
  }
}
