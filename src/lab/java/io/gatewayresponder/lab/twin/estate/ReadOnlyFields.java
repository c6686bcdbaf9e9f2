package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the service adds to a resource that a client sent: everything a client cannot decide. */
public final class ReadOnlyFields {
  /** Kept from the stored gateway whatever a PUT says. */
  private static final List<String> GATEWAY =
      List.of("resourceGuid", "operationalState", "privateEndpointConnections");

  private static final List<String> OTHER =
      List.of(
          "resourceGuid",
          "subnets",
          "networkInterfaces",
          "flowLogs",
          "virtualMachine",
          "macAddress");

  private ReadOnlyFields() {}

  /**
   * Completes a resource.
   *
   * @param document has its id; is changed in place
   * @param stored the resource as it was, null for a new one
   */
  public static void fill(ObjectNode document, @Nullable ObjectNode stored) {
    ResourceId id = ResourceId.of(document.path("id").asText());
    document.put("name", id.name());
    if (!id.isExtension()) {
      document.put("type", id.type());
    }
    if (!"microsoft.network".equals(id.namespace().toLowerCase(Locale.ROOT))) {
      return;
    }
    ObjectNode properties = Json.properties(document);
    Stamp.ids(document);
    switch (id.type().toLowerCase(Locale.ROOT)) {
      case "microsoft.network/applicationgateways" -> {
        keep(properties, stored, GATEWAY);
        if (!properties.has("operationalState")) {
          properties.put("operationalState", "Stopped");
        }
        certificates(properties, stored);
        for (ObjectNode pool : Json.objects(properties.path("backendAddressPools"))) {
          // An interface joins a pool by its own document; the pool only shows it.
          keep(
              Json.properties(pool),
              stored == null ? null : sameName(stored, "backendAddressPools", pool),
              List.of("backendIPConfigurations"));
        }
        GatewayReferences.reverse(document);
      }
      case "microsoft.network/networksecuritygroups" -> {
        keep(properties, stored, OTHER);
        Json.objects(properties.withArrayProperty("securityRules"))
            .forEach(DefaultSecurityRules::fillPlurals);
        if (!properties.path("defaultSecurityRules").isArray()) {
          properties.set("defaultSecurityRules", DefaultSecurityRules.make());
          Stamp.ids(document);
        }
      }
      case "microsoft.network/virtualnetworks" -> {
        keep(properties, stored, List.of("resourceGuid"));
        for (ObjectNode subnet : Json.objects(properties.path("subnets"))) {
          subnet(subnet, stored == null ? null : sameName(stored, "subnets", subnet));
        }
      }
      default -> keep(properties, stored, OTHER);
    }
    if (!properties.has("resourceGuid")) {
      properties.put("resourceGuid", UUID.randomUUID().toString());
    }
  }

  /** Completes a subnet: who is in it is not the client's to say. */
  public static void subnet(ObjectNode subnet, @Nullable ObjectNode stored) {
    keep(
        Json.properties(subnet),
        stored,
        List.of(
            "ipConfigurations", "applicationGatewayIPConfigurations", "serviceAssociationLinks"));
  }

  private static @Nullable ObjectNode sameName(
      ObjectNode stored, String collection, ObjectNode part) {
    for (ObjectNode old : Json.objects(stored.path("properties").path(collection))) {
      if (old.path("name").asText().equalsIgnoreCase(part.path("name").asText())) {
        return old;
      }
    }
    return null;
  }

  private static void keep(ObjectNode properties, @Nullable ObjectNode stored, List<String> names) {
    for (String name : names) {
      JsonNode value = stored == null ? null : stored.path("properties").get(name);
      if (value == null) {
        properties.remove(name);
      } else {
        properties.set(name, value.deepCopy());
      }
    }
  }

  /**
   * A certificate's data and password go in and never come out; the public part stays when nothing
   * new came.
   */
  private static void certificates(ObjectNode properties, @Nullable ObjectNode stored) {
    for (ObjectNode certificate : Json.objects(properties.path("sslCertificates"))) {
      ObjectNode sent = Json.properties(certificate);
      sent.remove("password");
      sent.remove("data");
      if (sent.has("publicCertData") || stored == null) {
        continue;
      }
      ObjectNode old = sameName(stored, "sslCertificates", certificate);
      if (old != null && old.path("properties").has("publicCertData")) {
        sent.set("publicCertData", old.path("properties").path("publicCertData").deepCopy());
      }
    }
  }
}
