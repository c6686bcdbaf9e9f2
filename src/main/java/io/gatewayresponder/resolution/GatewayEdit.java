package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An edit of a gateway's document in the making. Azure takes a gateway whole, and deletes what a
 * body leaves out; so the edit begins with everything that was read, fields that we do not know
 * included, and parts are found by name and changed in place.
 */
final class GatewayEdit {
  /** What every write of a gateway does besides. */
  static final List<String> SIDE_EFFECTS =
      List.of(
          "The gateway resolves all of its back-end names anew: where DNS is out of order, a back"
              + " end that still worked by its last known address is lost.",
          "It takes minutes, and the gateway accepts no other change meanwhile.");

  private static final int LONGEST_NAME = 80;

  private final ResourceId id;
  private final JsonNode before;
  private final ObjectNode after;

  private GatewayEdit(ResourceId id, JsonNode before) {
    this.id = id;
    this.before = before;
    this.after = (ObjectNode) Volatile.body(before);
  }

  static GatewayEdit of(Sight sight, Gateway gateway) {
    return new GatewayEdit(sight.gatewayId(), gateway.document());
  }

  /** The gateway's properties, to be changed. */
  ObjectNode properties() {
    return after.withObject("/properties");
  }

  /** The properties of a part, to be changed; nothing when there is no part of that name. */
  Optional<ObjectNode> part(String collection, String name) {
    JsonNode part = Outcome.part(after, collection, name);
    return part == null
        ? Optional.empty()
        : Optional.of(((ObjectNode) part).withObject("/properties"));
  }

  /** Changes a part where it is there. */
  GatewayEdit edit(String collection, String name, Consumer<ObjectNode> change) {
    part(collection, name).ifPresent(change);
    return this;
  }

  /**
   * Adds a part. Every property has to be said as Azure will show it, defaults included: what
   * differs afterwards counts as not planned.
   */
  GatewayEdit add(String collection, String name, ObjectNode partProperties) {
    ArrayNode parts = properties().withArray("/" + collection);
    ObjectNode part = parts.addObject();
    part.put("name", name);
    part.put("id", idOf(collection, name));
    part.set("properties", partProperties);
    return this;
  }

  /** A name that no part of the collection has: the wish, or the wish with a number. */
  String freeName(String collection, String wish) {
    String whole = wish.replaceAll("[^A-Za-z0-9_.-]", "-");
    for (int i = 1; ; i++) {
      String suffix = i == 1 ? "" : "-" + i;
      int end = Math.min(whole.length(), LONGEST_NAME - suffix.length());
      String name = whole.substring(0, end).replaceAll("[.-]+$", "") + suffix;
      if (Outcome.part(after, collection, name) == null) {
        return name;
      }
    }
  }

  /** Lets a field refer to a part: {@code {"id": …}}. */
  void refer(ObjectNode from, String field, String collection, String name) {
    from.putObject(field).put("id", idOf(collection, name));
  }

  /** The id of a part, spelled as the gateway spells its own. */
  String idOf(String collection, String name) {
    JsonNode part = Outcome.part(after, collection, name);
    String known = part == null ? "" : part.path("id").asText();
    if (!known.isEmpty()) {
      return known;
    }
    String own = after.path("id").asText();
    return (own.isEmpty() ? id.toString() : own) + "/" + collection + "/" + name;
  }

  /** True when nothing differs from what was read. */
  boolean isEmpty() {
    return Leaves.of(before).withoutState().sameAs(Leaves.of(after));
  }

  /** The one write; none when nothing differs. */
  List<Change> changes() {
    return isEmpty() ? List.of() : List.of(Change.put(id, before, after.deepCopy()));
  }
}
