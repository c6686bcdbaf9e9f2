package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The writes that put back what changes to parts of a resource did. */
final class Undo {
  private Undo() {}

  /**
   * In the opposite order. An action, such as a start, has no undo, and neither has a write that
   * sends what was there.
   */
  static List<Change> of(List<Change> changes) {
    List<Change> undo = new ArrayList<>();
    changes.stream()
        .filter(change -> change.operation() != Change.Operation.POST)
        .filter(change -> !isUnchanged(change))
        .forEach(change -> undo.add(of(change)));
    Collections.reverse(undo);
    return undo;
  }

  private static boolean isUnchanged(Change change) {
    return change.before() != null
        && change.after() != null
        && Leaves.ofPart(change.before())
            .withoutState()
            .sameAs(Leaves.ofPart(change.after()).withoutState());
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
      case PATCH ->
          new Change(
              change.resourceId(), change.apiVersion(), change.operation(), "", after, before);
      case POST -> throw new IllegalArgumentException("an action has no undo of its own");
    };
  }
}
