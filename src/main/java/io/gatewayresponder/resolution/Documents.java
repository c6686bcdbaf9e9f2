package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;

/** The top-level documents that plans write to, as they are read now. */
@FunctionalInterface
public interface Documents {
  /** The whole document of a top-level resource. */
  Look<JsonNode> read(ResourceId root);

  /** Through a sight, which reads each of them once. */
  static Documents of(Sight sight) {
    return root -> {
      if (root.equals(sight.gatewayId())) {
        return sight.gateway().map(Gateway::document);
      }
      if (root.isType("Microsoft.Network/networkSecurityGroups")) {
        return sight.networkSecurityGroup(root).map(NetworkSecurityGroup::document);
      }
      return new Look.Unreadable<>(
          Look.Why.REFUSED, root.type() + " " + root.name(), "no plan writes to it");
    };
  }
}
