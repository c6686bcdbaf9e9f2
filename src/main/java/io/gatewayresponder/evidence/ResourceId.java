package io.gatewayresponder.evidence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of an Azure resource. Azure writes one id in several casings (a resource group in upper
 * case in a reference, an alert target in lower case), so two ids are equal without regard to case;
 * {@link #toString()} keeps the spelling that was read.
 */
public final class ResourceId {
  /** Longer than any id that Azure hands out; keeps hostile input out of keys and logs. */
  private static final int MAX_LENGTH = 1024;

  private static final int MAX_GROUP_LENGTH = 90;
  private static final int MAX_TYPE_LENGTH = 81;
  private static final int MAX_NAME_LENGTH = 260;

  /** Where the first type stands among the parts between slashes; names follow types. */
  private static final int FIRST_TYPE = 7;

  private static final Pattern SUBSCRIPTION = Pattern.compile("[0-9a-f-]{36}");

  private final String text;

  /** What ids are compared by, made once: ids are keys of every table that a diagnosis keeps. */
  private final String key;

  private ResourceId(String text) {
    this(text, text.toLowerCase(Locale.ROOT));
  }

  private ResourceId(String text, String key) {
    this.text = text;
    this.key = key;
  }

  /**
   * Reads a resource id below a resource group.
   *
   * @throws IllegalArgumentException when the text is not such an id; the message does not repeat
   *     the text
   */
  @JsonCreator
  public static ResourceId of(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "not a resource id of the form"
                        + " /subscriptions/{guid}/resourceGroups/{name}/providers/{type}/{name}"));
  }

  /** The id that this text spells, or nothing when it spells none. */
  public static Optional<ResourceId> find(String text) {
    if (!text.startsWith("/") || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String key = text.toLowerCase(Locale.ROOT);
    return isId(key.split("/", -1)) ? Optional.of(new ResourceId(text, key)) : Optional.empty();
  }

  /**
   * By hand, for documents are full of ids: as one regular expression it took a tenth of a
   * diagnosis.
   */
  private static boolean isId(String[] parts) {
    boolean begins =
        parts.length > FIRST_TYPE
            && parts.length % 2 == FIRST_TYPE % 2
            && parts[1].equals("subscriptions")
            && SUBSCRIPTION.matcher(parts[2]).matches()
            && parts[3].equals("resourcegroups")
            && isName(parts[4], MAX_GROUP_LENGTH)
            && parts[5].equals("providers")
            && isType(parts[6], ".");
    for (int i = FIRST_TYPE; begins && i < parts.length; i += 2) {
      begins = isType(parts[i], "") && isName(parts[i + 1], MAX_NAME_LENGTH);
    }
    return begins;
  }

  private static boolean isType(String part, String others) {
    return part.length() > 1
        && part.length() <= MAX_TYPE_LENGTH
        && isLetter(part.charAt(0))
        && part.chars().allMatch(c -> isLetter(c) || isDigit(c) || others.indexOf(c) >= 0);
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** What would end a path or be taken for something else in it is in no name. */
  private static boolean isName(String part, int longest) {
    return !part.isEmpty()
        && part.length() <= longest
        && part.chars().noneMatch(c -> "?#%\\".indexOf(c) >= 0 || Character.isISOControl(c));
  }

  /** The subscription's GUID, lower case. */
  public String subscription() {
    return part(2).toLowerCase(Locale.ROOT);
  }

  public String resourceGroup() {
    return part(4);
  }

  /** The last name: of the resource itself, or of the child. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The full type, such as {@code Microsoft.Network/networkSecurityGroups/securityRules}. */
  public String type() {
    String[] parts = text.split("/", -1);
    StringBuilder type = new StringBuilder(parts[6]);
    for (int i = 7; i < parts.length; i += 2) {
      type.append('/').append(parts[i]);
    }
    return type.toString();
  }

  public boolean isType(String type) {
    return type().equalsIgnoreCase(type);
  }

  /** The top-level resource that this one is, or is a part of. */
  public ResourceId root() {
    String[] parts = text.split("/", -1);
    return new ResourceId(String.join("/", java.util.Arrays.copyOf(parts, 9)));
  }

  /** The resource that this one is a direct part of; itself for a top-level resource. */
  public ResourceId parent() {
    String[] parts = text.split("/", -1);
    return parts.length <= 9
        ? this
        : new ResourceId(String.join("/", java.util.Arrays.copyOf(parts, parts.length - 2)));
  }

  public ResourceId child(String type, String name) {
    return of(text + "/" + type + "/" + name);
  }

  /** True when this is the prefix itself or lies below it; the prefix may be any ARM scope. */
  public boolean isWithin(String scope) {
    String trimmed = scope.endsWith("/") ? scope.substring(0, scope.length() - 1) : scope;
    String mine = key();
    String theirs = trimmed.toLowerCase(Locale.ROOT);
    return mine.equals(theirs) || mine.startsWith(theirs + "/");
  }

  /** The id in lower case: what ids are compared and hashed by. */
  public String key() {
    return key;
  }

  private String part(int index) {
    return text.split("/", -1)[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceId id && key.equals(id.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
