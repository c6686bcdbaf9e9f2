package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a document, read when first asked for and then kept: a diagnosis asks a gateway of a
 * hundred pools for its parts thousands of times. Names have no case; of several parts with one
 * name the first counts.
 */
final class Named<T> {
  private record Parts<T>(List<T> all, Map<String, T> byName) {}

  private final List<JsonNode> documents;
  private final Function<JsonNode, T> reading;
  private volatile @Nullable Parts<T> parts;

  Named(List<JsonNode> documents, Function<JsonNode, T> reading) {
    this.documents = documents;
    this.reading = reading;
  }

  List<T> all() {
    return parts().all();
  }

  Optional<T> find(String name) {
    return Optional.ofNullable(parts().byName().get(name.toLowerCase(Locale.ROOT)));
  }

  /** Two threads that come first both read, and find the same. */
  private Parts<T> parts() {
    Parts<T> known = parts;
    if (known == null) {
      List<T> all = documents.stream().map(reading).toList();
      Map<String, T> byName = new HashMap<>();
      for (int i = 0; i < all.size(); i++) {
        byName.putIfAbsent(ArmDocument.name(documents.get(i)).toLowerCase(Locale.ROOT), all.get(i));
      }
      known = new Parts<>(all, byName);
      parts = known;
    }
    return known;
  }
}
