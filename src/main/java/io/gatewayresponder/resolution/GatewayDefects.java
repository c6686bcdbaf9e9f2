package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lets Azure refuse every change of a gateway, whatever it is about: a write is the whole
 * document, and the whole document is judged. Such a defect has to be mended by the same write or
 * by an earlier one.
 */
final class GatewayDefects {
  private final String own;
  private final Set<String> parts = new HashSet<>();
  private final Map<String, String> references = new LinkedHashMap<>();

  private GatewayDefects(JsonNode gateway) {
    this.own = key(gateway.path("id").asText()) + "/";
    for (Map.Entry<String, JsonNode> collection : gateway.path("properties").properties()) {
      for (JsonNode part : collection.getValue()) {
        parts.add(own + key(collection.getKey() + "/" + part.path("name").asText()));
      }
    }
    walk(gateway.path("properties"), "");
  }

  /**
   * The defects that an option leaves in a document that it writes.
   *
   * @return sentences; none for an option that writes no gateway
   */
  static List<String> after(Option option, ResourceId gateway) {
    return option.changes().stream()
        .filter(change -> change.operation() == Change.Operation.PUT)
        .filter(change -> change.resourceId().equals(gateway))
        .flatMap(change -> Optional.ofNullable(change.after()).stream())
        .flatMap(after -> of(after).stream())
        .toList();
  }

  static List<String> of(JsonNode gateway) {
    List<String> defects = new ArrayList<>();
    GatewayDefects document = new GatewayDefects(gateway);
    document.references.forEach(
        (target, from) -> {
          if (!document.parts.contains(key(target))) {
            defects.add(from + " refers to " + name(target) + ", which is not there");
          }
        });
    defects.addAll(plainOnTlsPort(gateway.path("properties")));
    return List.copyOf(defects);
  }

  /** A part has an id and properties, and a reference has an id alone. */
  private void walk(JsonNode node, String within) {
    String id = node.path("id").asText();
    boolean isPart = node.path("properties").isObject();
    if (isPart) {
      parts.add(key(id));
    } else if (key(id).startsWith(own)) {
      references.putIfAbsent(id, within);
    }
    String here = isPart ? name(id) : within;
    node.forEach(child -> walk(child, here));
  }

  /** Azure's ApplicationGatewayPortNotValidForProtocol. */
  private static List<String> plainOnTlsPort(JsonNode properties) {
    Set<String> tlsPorts = new HashSet<>();
    for (JsonNode port : properties.path("frontendPorts")) {
      if (port.path("properties").path("port").asInt() == ListenerPorts.HTTPS) {
        tlsPorts.add(key(port.path("id").asText()));
      }
    }
    List<String> defects = new ArrayList<>();
    for (JsonNode listener : properties.path("httpListeners")) {
      JsonNode its = listener.path("properties");
      if (its.path("protocol").asText().equalsIgnoreCase("Http")
          && tlsPorts.contains(key(its.path("frontendPort").path("id").asText()))) {
        defects.add(
            "listener "
                + listener.path("name").asText()
                + " speaks plain HTTP on port "
                + ListenerPorts.HTTPS);
      }
    }
    return defects;
  }

  private static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  private static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
