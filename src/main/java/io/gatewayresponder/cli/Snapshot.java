package io.gatewayresponder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the files of a folder answer.
 *
 * @param looks by what was looked at
 * @param unused names of files that are JSON and not recognised
 * @param files how many files were read
 */
record Snapshot(Map<Key, SavedLook> looks, List<String> unused, int files) {
  /** The gateways that the files know, whether or not each could be read when it was saved. */
  List<ResourceId> gateways() {
    return looks.keySet().stream()
        .filter(key -> key.look().equals(Key.GATEWAY) && key.about().size() == 1)
        .flatMap(key -> ResourceId.find(key.about().get(0)).stream())
        .distinct()
        .toList();
  }

  /**
   * The answer to a look. What is not in the folder was not looked at, which does not mean that it
   * does not exist: it could not be reached.
   */
  Look<JsonNode> look(Key key) {
    return Optional.ofNullable(looks.get(key))
        .or(() -> Optional.ofNullable(looks.get(key.anywhere())))
        .map(SavedLook::answer)
        .orElseGet(
            () ->
                new Look.Unreadable<>(
                    Look.Why.UNREACHABLE, key.words(), "it is not in the snapshot"));
  }

  /** Adds a look: lists of one kind grow together, of anything else the first one counts. */
  static void add(Map<Key, SavedLook> looks, SavedLook more) {
    looks.merge(more.key(), more, Snapshot::together);
  }

  private static SavedLook together(SavedLook first, SavedLook more) {
    Optional<ObjectNode> known = object(first);
    Optional<ObjectNode> added = object(more);
    if (known.isPresent() && added.isPresent()) {
      for (String list : List.of("value", "series")) {
        if (known.get().get(list) instanceof ArrayNode into
            && added.get().get(list) instanceof ArrayNode from) {
          into.addAll(from);
        }
      }
    }
    return first;
  }

  private static Optional<ObjectNode> object(SavedLook look) {
    return look.answer().asFound().filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }
}
