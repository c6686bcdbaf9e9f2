package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The writes that put back what changes to parts of a resource did. */
final class Undo {
  private Undo() {}

  /** In the opposite order. */
  static List<Change> of(List<Change> changes) {
    List<Change> undo = new ArrayList<>();
    changes.forEach(change -> undo.add(of(change)));
    Collections.reverse(undo);
    return undo;
  }

  private static Change of(Change change) {
    JsonNode before = change.before();
    JsonNode after = change.after();
    return switch (change.operation()) {
      case PUT ->
          before == null
              ? Change.delete(change.resourceId(), Objects.requireNonNull(after))
              : Change.put(change.resourceId(), after, Volatile.body(before));
      case DELETE ->
          Change.put(change.resourceId(), null, Volatile.body(Objects.requireNonNull(before)));
      case PATCH, POST -> throw new IllegalArgumentException("has no undo of its own");
    };
  }
}
