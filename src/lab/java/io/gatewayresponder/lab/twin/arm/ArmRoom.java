package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the routes share: the estate, the operations, and how answers are made of them. */
record ArmRoom(
    Estate estate,
    Operations operations,
    OperationAddresses addresses,
    Access access,
    FaultSwitches faults,
    ArmOptions options) {

  static final String GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
  private static final String DEFAULT_LOCATION = "westeurope";

  /** The types whose documents the estate can hold: what a group is known by. */
  static final List<String> TOP_LEVEL_TYPES =
      List.of(
          "Microsoft.Network/applicationGateways",
          "Microsoft.Network/networkSecurityGroups",
          "Microsoft.Network/virtualNetworks",
          "Microsoft.Network/networkInterfaces",
          "Microsoft.Network/routeTables",
          "Microsoft.Network/publicIPAddresses",
          "Microsoft.Insights/metricAlerts",
          "Microsoft.Insights/actionGroups",
          "Microsoft.Web/sites",
          "Microsoft.OperationalInsights/workspaces");

  /**
   * The resource or sub-resource at this id; a 404 in one of ARM's wordings when it is not there.
   */
  ObjectNode get(String id) {
    return estate.find(id).orElseThrow(() -> missing(id));
  }

  /** The 404 for an id that is not there: of its group, its parent or itself. */
  ArmError missing(String id) {
    ResourceId resource = ResourceId.find(id).orElse(null);
    if (resource == null) {
      return new ArmError(404, "NotFound", "Resource %s not found.".formatted(id));
    }
    Optional<ResourceId> parent = resource.parent();
    if (parent.isPresent() && estate.find(parent.get().toString()).isEmpty()) {
      return missing(parent.get().toString());
    }
    if (!groupExists(resource)) {
      return new ArmError(
          404,
          "ResourceGroupNotFound",
          "Resource group '%s' could not be found.".formatted(resource.resourceGroup()));
    }
    // ARM itself answers for a resource that it does not know, the provider for a part of one.
    return parent.isPresent()
        ? new ArmError(404, "NotFound", "Resource %s not found.".formatted(id))
        : new ArmError(
            404,
            "ResourceNotFound",
            ("The Resource '%s/%s' under resource group '%s' was not found. For more details please go to"
                    + " https://aka.ms/ARMResourceNotFoundFix")
                .formatted(resource.type(), resource.name(), resource.resourceGroup()));
  }

  /** A 404 unless something is in the resource's group already: groups exist by what they hold. */
  void requireGroup(ResourceId id) {
    if (!groupExists(id)) {
      throw missing(id.toString());
    }
  }

  /** The answer to an accepted PUT. */
  ArmResponse accepted(
      ArmRequest request, Operations.Operation operation, boolean created, ObjectNode body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Azure-AsyncOperation", address(request, operation, body, "operations"));
    headers.put("Retry-After", operations.retryAfterSeconds(operation));
    return new ArmResponse(created ? 201 : 200, headers, body);
  }

  /**
   * The 202 answer to a POST or DELETE.
   *
   * @param status whether the operation has a status address as well as a result address
   * @param body a JSON null or nothing, which differ by operation
   */
  ArmResponse started(
      ArmRequest request, Operations.Operation operation, boolean status, @Nullable JsonNode body) {
    ObjectNode resource = estate.find(top(operation.resourceId())).orElse(null);
    Map<String, String> headers = new LinkedHashMap<>();
    if (status) {
      headers.put("Azure-AsyncOperation", address(request, operation, resource, "operations"));
    }
    headers.put("Location", address(request, operation, resource, "operationResults"));
    headers.put("Retry-After", operations.retryAfterSeconds(operation));
    return new ArmResponse(202, headers, body);
  }

  private String address(
      ArmRequest request,
      Operations.Operation operation,
      @Nullable ObjectNode resource,
      String kind) {
    String location = resource == null ? "" : resource.path("location").asText();
    return addresses.of(
        request,
        ResourceId.of(operation.resourceId()).subscription(),
        location.isEmpty() ? DEFAULT_LOCATION : location,
        kind,
        operation.id());
  }

  private boolean groupExists(ResourceId id) {
    for (String type : TOP_LEVEL_TYPES) {
      for (ObjectNode document : estate.ofType(type)) {
        ResourceId other = ResourceId.of(document.path("id").asText());
        if (other.subscription().equalsIgnoreCase(id.subscription())
            && other.resourceGroup().equalsIgnoreCase(id.resourceGroup())) {
          return true;
        }
      }
    }
    return false;
  }

  private static String top(String id) {
    ResourceId resource = ResourceId.of(id);
    return resource.parent().map(ResourceId::toString).orElse(id);
  }
}
