package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Everything that exists in the twin: ARM documents by resource id, whatever the case of the id.
 * Sub-resources (the subnets of a network, the rules of a security group, the probes of a gateway)
 * live inside the document of their parent, as in Azure, and can be found by their own id as well.
 *
 * <p>Thread-safe. What goes in and what comes out are copies, so nobody changes a document behind
 * the estate's back.
 */
public final class Estate {
  private final Map<String, ObjectNode> documents = new TreeMap<>();
  private final List<Consumer<EstateChange>> listeners = new CopyOnWriteArrayList<>();

  /**
   * What the data plane still runs, for the documents whose latest version has not reached it;
   * empty for a new resource.
   */
  private final Map<String, Optional<ObjectNode>> running = new HashMap<>();

  private long version;

  /** A copy of the resource or sub-resource with this id. */
  public synchronized Optional<ObjectNode> find(String id) {
    return peek(id).map(ObjectNode::deepCopy);
  }

  /**
   * Copies of all top-level resources of a type such as {@code
   * Microsoft.Network/applicationGateways}, ordered by id.
   */
  public synchronized List<ObjectNode> ofType(String type) {
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode document : documents.values()) {
      if (ResourceId.of(document.path("id").asText()).type().equalsIgnoreCase(type)) {
        found.add(document.deepCopy());
      }
    }
    return found;
  }

  /** Stores a top-level resource under its {@code id}, in place of what was there. */
  public void put(ObjectNode document) {
    String id = topLevel(document.path("id").asText());
    EstateChange change;
    synchronized (this) {
      documents.put(ResourceId.key(id), document.deepCopy());
      running.remove(ResourceId.key(id));
      change = new EstateChange(id, false, ++version);
    }
    tell(change);
  }

  /**
   * Stores a top-level resource as ARM shows it from now on, while the data plane goes on with what
   * it runs until {@link #deploy}: an accepted change is visible at once and works later, or never
   * when its operation fails.
   */
  public void declare(ObjectNode document) {
    String id = topLevel(document.path("id").asText());
    EstateChange change;
    synchronized (this) {
      String key = ResourceId.key(id);
      running.putIfAbsent(key, Optional.ofNullable(documents.get(key)));
      documents.put(key, document.deepCopy());
      change = new EstateChange(id, false, ++version);
    }
    tell(change);
  }

  /** The data plane now runs what ARM shows. */
  public void deploy(String id) {
    EstateChange change;
    synchronized (this) {
      if (running.remove(ResourceId.key(id)) == null) {
        return;
      }
      change = new EstateChange(id, false, ++version);
    }
    tell(change);
  }

  /** A copy of a top-level resource as the data plane runs it: what packets and probes meet. */
  public synchronized Optional<ObjectNode> deployed(String id) {
    Optional<ObjectNode> behind = running.get(ResourceId.key(id));
    return behind == null ? find(id) : behind.map(ObjectNode::deepCopy);
  }

  /** Stores a sub-resource under its {@code id} inside its parent's document, which must exist. */
  public void putChild(ObjectNode child) {
    String id = child.path("id").asText();
    ResourceId parent = parentOf(id);
    update(
        parent.toString(),
        document -> {
          ArrayNode siblings =
              document
                  .withObjectProperty("properties")
                  .withArrayProperty(ResourceId.of(id).collection());
          int at = indexOf(siblings, id);
          if (at < 0) {
            siblings.add(child.deepCopy());
          } else {
            siblings.set(at, child.deepCopy());
          }
        });
  }

  /**
   * Changes a top-level resource in place, atomically.
   *
   * @return a copy of the changed document
   * @throws IllegalArgumentException when there is no such resource
   */
  public ObjectNode update(String id, Consumer<ObjectNode> edit) {
    String key = ResourceId.key(topLevel(id));
    ObjectNode after;
    EstateChange change;
    synchronized (this) {
      ObjectNode before = documents.get(key);
      if (before == null) {
        throw new IllegalArgumentException("No such resource: " + id);
      }
      ObjectNode edited = before.deepCopy();
      edit.accept(edited);
      documents.put(key, edited);
      after = edited.deepCopy();
      change = new EstateChange(id, false, ++version);
    }
    tell(change);
    return after;
  }

  /** Removes a resource or sub-resource; nothing happens when it is not there. */
  public void remove(String id) {
    ResourceId resource = ResourceId.of(id);
    EstateChange change;
    synchronized (this) {
      if (peek(id).isEmpty()) {
        return;
      }
      running.remove(resource.key());
      if (documents.remove(resource.key()) == null) {
        ResourceId parent = parentOf(id);
        ArrayNode siblings = siblings(parent, resource.collection()).orElseThrow();
        siblings.remove(indexOf(siblings, id));
      }
      change = new EstateChange(id, true, ++version);
    }
    tell(change);
  }

  /** Grows with every change. */
  public synchronized long version() {
    return version;
  }

  /** Calls the listener after every change, on the thread that made it and outside of any lock. */
  public void onChange(Consumer<EstateChange> listener) {
    listeners.add(listener);
  }

  private Optional<ObjectNode> peek(String id) {
    ObjectNode document = documents.get(ResourceId.key(id));
    if (document != null) {
      return Optional.of(document);
    }
    return ResourceId.find(id)
        .flatMap(resource -> resource.parent().flatMap(up -> siblings(up, resource.collection())))
        .flatMap(siblings -> at(siblings, indexOf(siblings, id)));
  }

  private Optional<ArrayNode> siblings(ResourceId parent, String collection) {
    return peek(parent.toString())
        .map(document -> document.path("properties"))
        .flatMap(properties -> field(properties, collection))
        .filter(ArrayNode.class::isInstance)
        .map(ArrayNode.class::cast);
  }

  /** Paths are written in any case, fields in one. */
  private static Optional<JsonNode> field(JsonNode object, String name) {
    return object.properties().stream()
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<ObjectNode> at(ArrayNode array, int index) {
    return array.get(index) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  /** By the last part of the id; App Service gives its parts names that differ from that. */
  private static int indexOf(ArrayNode children, String id) {
    String name = ResourceId.of(id).name();
    for (int i = 0; i < children.size(); i++) {
      JsonNode child = children.get(i);
      if (child.path("name").asText().equalsIgnoreCase(name)
          || child.path("id").asText().equalsIgnoreCase(id)) {
        return i;
      }
    }
    return -1;
  }

  private static ResourceId parentOf(String id) {
    return ResourceId.of(id)
        .parent()
        .orElseThrow(() -> new IllegalArgumentException("Not a sub-resource: " + id));
  }

  private static String topLevel(String id) {
    // An extension has a document of its own: it is no part of the resource that it is on.
    if (ResourceId.of(id).parent().isPresent() && !ResourceId.of(id).isExtension()) {
      throw new IllegalArgumentException("Not a top-level resource: " + id);
    }
    return id;
  }

  private void tell(EstateChange change) {
    for (Consumer<EstateChange> listener : listeners) {
      listener.accept(change);
    }
  }
}
