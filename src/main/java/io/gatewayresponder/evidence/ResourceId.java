package io.gatewayresponder.evidence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

  private static final int GUID_LENGTH = 36;

  /** Where they stand among the parts that begin with a slash, from one on. */
  private static final int SUBSCRIPTION = 2;

  private static final int GROUP = 4;
  private static final int PROVIDER = 6;

  /** Names follow types. */
  private static final int FIRST_TYPE = 7;

  /** How many parts a resource has that is no part of another. */
  private static final int ROOT_PARTS = 8;

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
    return isId(key) ? Optional.of(new ResourceId(text, key)) : Optional.empty();
  }

  /**
   * By hand and in place, for documents are full of ids: as one regular expression it took a tenth
   * of a diagnosis.
   */
  private static boolean isId(String key) {
    int part = 0;
    int end = 0;
    while (end < key.length()) {
      int begin = end + 1;
      end = end(key, begin);
      part++;
      if (!isPart(part, key, begin, end)) {
        return false;
      }
    }
    return part > FIRST_TYPE && part % 2 != FIRST_TYPE % 2;
  }

  /** The slash that ends what begins here, or the end of the text. */
  private static int end(String text, int begin) {
    int slash = text.indexOf('/', begin);
    return slash < 0 ? text.length() : slash;
  }

  private static boolean isPart(int part, String key, int begin, int end) {
    return switch (part) {
      case 1 -> is("subscriptions", key, begin, end);
      case SUBSCRIPTION -> isGuid(key, begin, end);
      case 3 -> is("resourcegroups", key, begin, end);
      case GROUP -> isName(key, begin, end, MAX_GROUP_LENGTH);
      case 5 -> is("providers", key, begin, end);
      case PROVIDER -> isType(key, begin, end, true);
      default ->
          part % 2 == FIRST_TYPE % 2
              ? isType(key, begin, end, false)
              : isName(key, begin, end, MAX_NAME_LENGTH);
    };
  }

  private static boolean is(String word, String key, int begin, int end) {
    return end - begin == word.length() && key.startsWith(word, begin);
  }

  private static boolean isGuid(String key, int begin, int end) {
    boolean fits = end - begin == GUID_LENGTH;
    for (int i = begin; fits && i < end; i++) {
      char c = key.charAt(i);
      fits = isDigit(c) || (c >= 'a' && c <= 'f') || c == '-';
    }
    return fits;
  }

  /**
   * @param dotted true for a provider and its type, which have dots between them
   */
  private static boolean isType(String key, int begin, int end, boolean dotted) {
    boolean fits = end - begin > 1 && end - begin <= MAX_TYPE_LENGTH && isLetter(key.charAt(begin));
    for (int i = begin; fits && i < end; i++) {
      char c = key.charAt(i);
      fits = isLetter(c) || isDigit(c) || (dotted && c == '.');
    }
    return fits;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isName(String key, int begin, int end, int longest) {
    boolean fits = end > begin && end - begin <= longest;
    for (int i = begin; fits && i < end; i++) {
      char c = key.charAt(i);
      fits = !endsPath(c);
    }
    return fits;
  }

  /** True for what would end a path or be taken for something else in it: it is in no name. */
  private static boolean endsPath(char c) {
    return c == '?' || c == '#' || c == '%' || c == '\\' || Character.isISOControl(c);
  }

  /** The subscription's GUID, lower case. */
  public String subscription() {
    return part(SUBSCRIPTION).toLowerCase(Locale.ROOT);
  }

  public String resourceGroup() {
    return part(GROUP);
  }

  /** The last name: of the resource itself, or of the child. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** What a person calls it: the resource's name; of a part, the resource's and its own. */
  public String shortName() {
    ResourceId root = root();
    return equals(root) ? name() : root.name() + "/" + name();
  }

  /** The full type, such as {@code Microsoft.Network/networkSecurityGroups/securityRules}. */
  public String type() {
    StringBuilder type = new StringBuilder(part(PROVIDER));
    int end = first(PROVIDER, text).length();
    for (int part = FIRST_TYPE; end < text.length(); part++) {
      int begin = end;
      end = end(text, begin + 1);
      if (part % 2 == FIRST_TYPE % 2) {
        type.append(text, begin, end);
      }
    }
    return type.toString();
  }

  public boolean isType(String type) {
    return type().equalsIgnoreCase(type);
  }

  /** The top-level resource that this one is, or is a part of. */
  public ResourceId root() {
    return new ResourceId(first(ROOT_PARTS, text), first(ROOT_PARTS, key));
  }

  /** The text before the slash that begins the next part. */
  private static String first(int parts, String text) {
    int end = 0;
    for (int part = 0; part < parts; part++) {
      end = end(text, end + 1);
    }
    return text.substring(0, end);
  }

  /** The resource that this one is a direct part of; itself for a top-level resource. */
  public ResourceId parent() {
    String[] parts = text.split("/", -1);
    return parts.length <= FIRST_TYPE + 2
        ? this
        : new ResourceId(String.join("/", Arrays.copyOf(parts, parts.length - 2)));
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
    int begin = 0;
    for (int i = 0; i < index; i++) {
      begin = end(text, begin) + 1;
    }
    return text.substring(begin, end(text, begin));
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
