package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.AccessRestrictions;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.VirtualNetwork;

/** The documents that plans write to ({@link Change#document}), as they are read now. */
@FunctionalInterface
public interface Documents {
  /** The whole document. */
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
      if (root.isType("Microsoft.Network/virtualNetworks")) {
        return sight.virtualNetwork(root).map(VirtualNetwork::document);
      }
      if (root.isType("Microsoft.Web/sites/config")) {
        return sight.accessRestrictions(root.parent()).map(AccessRestrictions::document);
      }
      return new Look.Unreadable<>(
          Look.Why.REFUSED, root.type() + " " + root.name(), "no plan writes to it");
    };
  }
}
