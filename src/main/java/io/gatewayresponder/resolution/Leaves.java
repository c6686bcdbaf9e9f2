package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document taken apart into its values, each under a path. Parts of a list are found by name or
 * id and never by their place, since Azure does not keep the order. What Azure treats as equal is
 * made equal: unset, null, empty text and empty list; ids in any casing. Volatile fields are left
 * out.
 */
final class Leaves {
  /** Azure derives these of a named part from where the part is. */
  private static final Set<String> DERIVED = Set.of("id", "name", "type");

  /** Of a part that has no values of its own. */
  private static final String PRESENT = "present";

  private record Leaf(String path, String value) {}

  private final Map<String, Leaf> byKey = new LinkedHashMap<>();

  private Leaves() {}

  static Leaves of(@Nullable JsonNode document) {
    Leaves leaves = new Leaves();
    if (document != null) {
      leaves.walk(Volatile.without(document), "", "", Set.of());
    }
    return leaves;
  }

  /** The values of one part, without what its place says already. */
  static Leaves ofPart(@Nullable JsonNode part) {
    Leaves leaves = new Leaves();
    if (part != null) {
      leaves.walk(Volatile.without(part), "", "", DERIVED);
    }
    return leaves;
  }

  /** The same without the fields that only an action changes. */
  Leaves withoutState() {
    Leaves rest = new Leaves();
    byKey.forEach(
        (key, leaf) -> {
          if (!isState(leaf.path())) {
            rest.byKey.put(key, leaf);
          }
        });
    return rest;
  }

  static boolean isState(String path) {
    return Volatile.STATE.containsKey(path.substring(path.lastIndexOf('.') + 1));
  }

  /** What has to change in this one to become the other, in the order of the paths seen. */
  List<Difference> to(Leaves other) {
    List<Difference> differences = new ArrayList<>();
    byKey.forEach(
        (key, mine) -> {
          Leaf theirs = other.byKey.get(key);
          if (theirs == null ? !other.hasMoreOf(key, mine) : !theirs.value().equals(mine.value())) {
            String after = theirs == null ? null : theirs.value();
            differences.add(new Difference(mine.path(), mine.value(), after));
          }
        });
    other.byKey.forEach(
        (key, theirs) -> {
          if (!byKey.containsKey(key) && !hasMoreOf(key, theirs)) {
            differences.add(new Difference(theirs.path(), null, theirs.value()));
          }
        });
    return differences;
  }

  /** A part that holds nothing, and holds something here: what it holds says all. */
  private boolean hasMoreOf(String key, Leaf leaf) {
    return leaf.value().equals(PRESENT)
        && byKey.keySet().stream().anyMatch(one -> one.startsWith(key + "."));
  }

  boolean sameAs(Leaves other) {
    return to(other).isEmpty();
  }

  private void walk(JsonNode node, String key, String path, Set<String> leftOut) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                String name = field.getKey();
                if (!leftOut.contains(name)) {
                  // Readers do not need to see the envelope that ARM puts around every part.
                  String shown = name.equals("properties") ? path : join(path, name);
                  walk(field.getValue(), join(key, name), shown, Set.of());
                }
              });
    } else if (node instanceof ArrayNode array) {
      walkList(array, key, path);
    } else if (!node.isNull() && !node.asText().isEmpty()) {
      put(key, path, scalar(node));
    }
  }

  private void walkList(ArrayNode array, String key, String path) {
    if (array.isEmpty()) {
      return;
    }
    if (!array.get(0).isContainerNode()) {
      List<String> values = new ArrayList<>();
      array.forEach(element -> values.add(scalar(element)));
      put(key, path, String.join(", ", values));
      return;
    }
    for (JsonNode element : array) {
      String name = element.path("name").asText();
      String id = element.path("id").asText();
      if (!name.isEmpty()) {
        int values = byKey.size();
        walk(element, key + "[" + name + "]", path + "[" + name + "]", DERIVED);
        if (byKey.size() == values) {
          put(key + "[" + name + "]", path + "[" + name + "]", PRESENT);
        }
      } else if (!id.isEmpty()) {
        String shown = path + "[" + id.substring(id.lastIndexOf('/') + 1) + "]";
        walk(element, key + "[" + id + "]", shown, Set.of());
      } else {
        String content = CanonicalJson.of(element);
        put(key + "[" + content + "]", path + "[" + content + "]", PRESENT);
      }
    }
  }

  private void put(String key, String path, String value) {
    // Names and ids in any casing are one; a name twice in a list stays visible as two.
    String unique = key.toLowerCase(Locale.ROOT);
    for (int i = 2; byKey.containsKey(unique); i++) {
      unique = key.toLowerCase(Locale.ROOT) + "#" + i;
    }
    byKey.put(unique, new Leaf(path, value));
  }

  private static String scalar(JsonNode node) {
    if (!node.isTextual()) {
      return CanonicalJson.of(node);
    }
    String text = Objects.requireNonNull(node.textValue());
    return text.startsWith("/subscriptions/") ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
