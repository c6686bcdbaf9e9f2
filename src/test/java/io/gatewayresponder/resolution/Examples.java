package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.incident.Fingerprint;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Next;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Map;

/** The small shop that the tests of this package plan for. */
final class Examples {
  static final String GROUP =
      "/subscriptions/10000000-0000-4000-8000-000000000001/resourceGroups/shop-edge"
          + "/providers/Microsoft.Network";
  static final ResourceId GATEWAY = ResourceId.of(GROUP + "/applicationGateways/shop-gateway");

  private Examples() {}

  static ResourceId nsg(String name) {
    return ResourceId.of(GROUP + "/networkSecurityGroups/" + name);
  }

  static ResourceId rule(String nsg, String rule) {
    return nsg(nsg).child("securityRules", rule);
  }

  /** A v2 gateway with one pool of two servers behind one setting on port 8080. */
  static ObjectNode gateway(String tier, String operationalState, String provisioningState) {
    return (ObjectNode)
        Json.of(
            """
            {
              'name': 'shop-gateway',
              'id': '%1$s/applicationGateways/shop-gateway',
              'etag': 'W/1',
              'type': 'Microsoft.Network/applicationGateways',
              'location': 'westeurope',
              'properties': {
                'provisioningState': '%4$s',
                'resourceGuid': '6a1f',
                'sku': {'name': '%2$s', 'tier': '%2$s', 'capacity': 2},
                'operationalState': '%3$s',
                'fieldOfNextYear': {'etag': 'W/1', 'depth': 0.50},
                'gatewayIPConfigurations': [{
                  'name': 'here',
                  'id': '%1$s/applicationGateways/shop-gateway/gatewayIPConfigurations/here',
                  'etag': 'W/1',
                  'properties': {
                    'provisioningState': 'Succeeded',
                    'subnet': {'id': '%1$s/virtualNetworks/shop-net/subnets/gateway'}
                  }
                }],
                'backendAddressPools': [{
                  'name': 'web',
                  'id': '%1$s/applicationGateways/shop-gateway/backendAddressPools/web',
                  'etag': 'W/1',
                  'properties': {
                    'provisioningState': 'Succeeded',
                    'backendAddresses': [{'ipAddress': '10.0.2.4'}, {'ipAddress': '10.0.2.5'}]
                  }
                }],
                'backendHttpSettingsCollection': [{
                  'name': 'plain',
                  'id': '%1$s/applicationGateways/shop-gateway/backendHttpSettingsCollection/plain',
                  'etag': 'W/1',
                  'properties': {'port': 8080, 'protocol': 'Http', 'requestTimeout': 30}
                }],
                'requestRoutingRules': [{
                  'name': 'all',
                  'id': '%1$s/applicationGateways/shop-gateway/requestRoutingRules/all',
                  'etag': 'W/1',
                  'properties': {
                    'ruleType': 'Basic',
                    'priority': 10,
                    'backendAddressPool': {
                      'id': '%1$s/applicationGateways/shop-gateway/backendAddressPools/web'},
                    'backendHttpSettings': {
                      'id': '%1$s/applicationGateways/shop-gateway/backendHttpSettingsCollection/plain'}
                  }
                }]
              }
            }
            """
                .formatted(GROUP, tier, operationalState, provisioningState));
  }

  static Finding finding(String row, Subject subject, Family family) {
    return new Finding(row, subject, "seen", "means", new Next.Propose(family), Map.of());
  }

  static Diagnosis diagnosis(Finding... causes) {
    return new Diagnosis(
        new Diagnosis.Conclusion.CauseFound(),
        List.of(List.of(causes)),
        List.of(),
        List.of(causes),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Fingerprint("s1-x", "f1-x"));
  }

  /** An option around changes, where the words do not matter. */
  static Option option(String id, List<Change> changes) {
    return new Option(
        id,
        id.substring(0, id.indexOf(':')),
        Family.A,
        "title",
        "why",
        true,
        Option.Risk.LOW,
        1,
        List.of(),
        changes,
        List.of(),
        List.of("side effect"),
        List.of("step"),
        List.of(),
        "");
  }

  static JsonNode denyRule() {
    return Json.of(
        """
        {
          'name': 'deny-8080',
          'id': '%s',
          'etag': 'W/1',
          'properties': {
            'provisioningState': 'Succeeded',
            'protocol': 'Tcp',
            'access': 'Deny',
            'direction': 'Inbound',
            'priority': 300,
            'sourceAddressPrefix': '*',
            'sourcePortRange': '*',
            'destinationAddressPrefix': '*',
            'destinationPortRange': '8080',
            'fieldOfNextYear': [1.50]
          }
        }
        """
            .formatted(rule("web-nsg", "deny-8080")));
  }
}
