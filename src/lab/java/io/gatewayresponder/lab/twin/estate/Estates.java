package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Estates to begin with: the lab's shop, and what was recorded in other people's subscriptions. */
public final class Estates {
  /** The lab's subscription. */
  public static final String SUBSCRIPTION = "10000000-0000-4000-8000-000000000001";

  /** The resource group in which the shop is. */
  public static final String GROUP = "shop-edge";

  /** The shop's gateway. */
  public static final String SHOP_GATEWAY =
      place() + "/Microsoft.Network/applicationGateways/shop-gateway";

  private static final List<String> SHOP =
      List.of(
          "shop-vnet",
          "gateway-nsg",
          "web-nsg",
          "web-nic-nsg",
          "web-1-nic",
          "web-2-nic",
          "shop-gateway-ip",
          "shop-gateway",
          "failed-requests",
          "unhealthy-hosts",
          "on-call",
          "shop-logs",
          "access-log");

  private static final Pattern ANY_SUBSCRIPTION =
      Pattern.compile("/subscriptions/[^/\"]+", Pattern.CASE_INSENSITIVE);

  private Estates() {}

  /**
   * A small shop that works: a v2 gateway in front of two web servers, each network with its
   * security group, two alert rules and whom they call.
   *
   * @param webhook where the action group posts to
   */
  public static Estate shop(String webhook) {
    Estate estate = new Estate();
    List<ObjectNode> documents = SHOP.stream().map(name -> seed(name, webhook)).toList();
    documents.forEach(estate::put);
    documents.forEach(document -> Associations.link(estate, document));
    return estate;
  }

  /**
   * Loads a recorded answer (a resource, a list, or a sub-resource) as it is, except that its
   * subscription becomes the lab's. A sub-resource gets a parent around it.
   *
   * @return the ids of what was loaded
   */
  public static List<String> recorded(Estate estate, Path file) {
    try {
      return recorded(estate, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As above, from the text itself. */
  public static List<String> recorded(Estate estate, String json) {
    JsonNode root =
        read(ANY_SUBSCRIPTION.matcher(json).replaceAll("/subscriptions/" + SUBSCRIPTION));
    List<String> ids = new ArrayList<>();
    List<ObjectNode> documents =
        root.path("value").isArray()
            ? Json.objects(root.path("value"))
            : Json.objects(Json.array().add(root));
    for (ObjectNode document : documents) {
      String id = document.path("id").asText();
      ResourceId resource = ResourceId.of(id);
      if (resource.parent().isEmpty()) {
        estate.put(document);
      } else {
        putWithParent(estate, document, resource.parent().get(), resource.collection());
      }
      ids.add(id);
    }
    return ids;
  }

  private static void putWithParent(
      Estate estate, ObjectNode child, ResourceId parent, String collection) {
    if (estate.find(parent.toString()).isEmpty()) {
      ObjectNode document =
          Json.object()
              .put("name", parent.name())
              .put("id", parent.toString())
              .put("type", parent.type())
              .put("location", "westeurope");
      document.putObject("properties").putArray(collection);
      estate.put(document);
    }
    estate.putChild(child);
  }

  private static ObjectNode seed(String name, String webhook) {
    String json =
        resource("/estate/" + name + ".json")
            .replace("${gateway}", SHOP_GATEWAY)
            .replace("${edge}", place())
            .replace("${webhook}", webhook);
    if (!(read(json) instanceof ObjectNode document)) {
      throw new IllegalStateException("No object: " + name);
    }
    ReadOnlyFields.fill(document, document.deepCopy());
    if (document.path("type").asText().startsWith("Microsoft.Network/")) {
      Stamp.all(document, "Succeeded", Stamp.newEtag());
    }
    return document;
  }

  private static String place() {
    return "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/" + GROUP + "/providers";
  }

  private static String resource(String path) {
    try (InputStream in = Estates.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("Not on the class path: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return Json.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
