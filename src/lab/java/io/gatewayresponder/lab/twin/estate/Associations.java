package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What one resource writes into another: a security group lists the subnets and interfaces that use
 * it, a subnet the addresses and gateways in it, a public address its user. Only what exists is
 * written to.
 */
public final class Associations {
  private record Link(String targetId, String field, String userId) {}

  private Associations() {}

  /** Writes what this document, which is in the estate, says about others. */
  public static void link(Estate estate, ObjectNode document) {
    for (Link link : links(document)) {
      edit(estate, link, list -> list.add(Json.reference(link.userId())));
    }
  }

  /** Takes back what this document said about others. */
  public static void unlink(Estate estate, ObjectNode document) {
    for (Link link : links(document)) {
      edit(estate, link, list -> {});
    }
  }

  /** Removes the user from the target's list, then lets the caller write. */
  private static void edit(Estate estate, Link link, Consumer<ArrayNode> write) {
    ResourceId target = ResourceId.find(link.targetId()).orElse(null);
    if (target == null || estate.find(link.targetId()).isEmpty()) {
      return;
    }
    ResourceId top = target.parent().orElse(target);
    estate.update(
        top.toString(),
        document -> {
          ObjectNode holder = target.parent().isPresent() ? child(document, target) : document;
          ObjectNode properties = Json.properties(holder);
          ArrayNode list = properties.withArrayProperty(link.field());
          for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).path("id").asText().equalsIgnoreCase(link.userId())) {
              list.remove(i);
            }
          }
          write.accept(list);
          if (list.isEmpty()) {
            properties.remove(link.field());
          }
        });
  }

  private static ObjectNode child(ObjectNode document, ResourceId id) {
    for (ObjectNode child : Json.objects(document.path("properties").path(id.collection()))) {
      if (child.path("name").asText().equalsIgnoreCase(id.name())) {
        return child;
      }
    }
    return Json.object();
  }

  private static List<Link> links(ObjectNode document) {
    List<Link> links = new ArrayList<>();
    JsonNode properties = document.path("properties");
    String id = document.path("id").asText();
    switch (ResourceId.of(id).type().toLowerCase(Locale.ROOT)) {
      case "microsoft.network/virtualnetworks" -> {
        for (ObjectNode subnet : Json.objects(properties.path("subnets"))) {
          add(links, subnet, "networkSecurityGroup", "subnets");
          add(links, subnet, "routeTable", "subnets");
        }
      }
      case "microsoft.network/networkinterfaces" -> {
        add(links, document, "networkSecurityGroup", "networkInterfaces");
        for (ObjectNode address : Json.objects(properties.path("ipConfigurations"))) {
          add(links, address, "subnet", "ipConfigurations");
          for (JsonNode pool :
              address.path("properties").path("applicationGatewayBackendAddressPools")) {
            links.add(
                new Link(
                    pool.path("id").asText(),
                    "backendIPConfigurations",
                    address.path("id").asText()));
          }
        }
      }
      case "microsoft.network/applicationgateways" -> {
        for (ObjectNode place : Json.objects(properties.path("gatewayIPConfigurations"))) {
          add(links, place, "subnet", "applicationGatewayIPConfigurations");
        }
      }
      default -> {}
    }
    return links;
  }

  private static void add(List<Link> links, ObjectNode user, String reference, String field) {
    String target = user.path("properties").path(reference).path("id").asText();
    if (!target.isEmpty()) {
      links.add(new Link(target, field, user.path("id").asText()));
    }
  }
}
