package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.GatewayReferences;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the network provider refuses in a gateway before it accepts it. Codes and messages are the
 * recorded or documented ones where there are any; InvalidRequestFormat stands for the others.
 */
final class GatewayRules {
  /**
   * 86,400 s, a day: the documented end of request time-outs, probe intervals and probe time-outs.
   */
  private static final int DAY_SECONDS = 86_400;

  /** The documented most instances of a v2 gateway. */
  private static final int MOST_INSTANCES = 125;

  private static final int MOST_POOLS = 100;
  private static final int LAST_PORT_V1 = 65_502;
  private static final int LAST_PORT_V2 = 64_999;

  private GatewayRules() {}

  /** Throws a 400 for the first rule that the gateway breaks. Its parts have ids already. */
  static void check(ObjectNode gateway) {
    if (gateway.path("location").asText().isEmpty()) {
      throw new ArmError(
          400, "LocationRequired", "The location property is required for this definition.");
    }
    JsonNode properties = gateway.path("properties");
    String tier = properties.path("sku").path("tier").asText();
    if (tier.isEmpty()) {
      throw invalid("The gateway has no sku.");
    }
    names(gateway);
    limits(properties);
    references(gateway);
    settings(gateway);
    ListenerRules.check(gateway);
    CertificateRules.check(properties);
    for (ObjectNode probe : Json.objects(properties.path("probes"))) {
      range(probe, "interval", 1, DAY_SECONDS);
      range(probe, "timeout", 1, DAY_SECONDS);
      range(probe, "unhealthyThreshold", 1, 20);
    }
    ports(properties, tier);
    priorities(properties, tier);
    capacity(properties);
  }

  static ArmError invalidReference(String target, String user) {
    return new ArmError(
        400,
        "InvalidResourceReference",
        ("Resource %s referenced by resource %s was not found. Please make sure that the referenced resource exists, and that"
                + " both resources are in the same region.")
            .formatted(target, user));
  }

  /** The id in the message has neither subscription nor group nor name; as people quoted it. */
  private static void names(ObjectNode owner) {
    for (var collection : owner.path("properties").properties()) {
      Set<String> seen = new HashSet<>();
      for (ObjectNode part : Json.objects(collection.getValue())) {
        String name = part.path("name").asText();
        if (!name.isEmpty() && !seen.add(name.toLowerCase(Locale.ROOT))) {
          throw duplicate(name);
        }
        names(part);
      }
    }
  }

  private static ArmError duplicate(String name) {
    String message = "Cannot parse the request.";
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("code", "InvalidRequestFormat")
        .put("message", message)
        .putArray("details")
        .addObject()
        .put("code", "DuplicateResourceName")
        .put(
            "message",
            "Resource /subscriptions//resourceGroups//providers/%s/ has two child resources with the same name (%s)."
                .formatted(Gateways.TYPE, name));
    return new ArmError(400, "InvalidRequestFormat", message).withBody(body);
  }

  /** Of the documented limits, the one whose refusal somebody quoted. */
  private static void limits(JsonNode properties) {
    int pools = properties.path("backendAddressPools").size();
    if (pools > MOST_POOLS) {
      throw new ArmError(
          400,
          "ApplicationGatewayBackendAddressPoolLimitReached",
          ("The number of BackendAddressPools exceeds the maximum allowed value. The number of"
                  + " BackendAddressPools is %d and the maximum allowed is %d.")
              .formatted(pools, MOST_POOLS));
    }
  }

  /** The bounds are documented by generation; the message was quoted for the first. */
  private static void ports(JsonNode properties, String tier) {
    int most = tier.endsWith("_v2") || tier.equals("Basic") ? LAST_PORT_V2 : LAST_PORT_V1;
    for (ObjectNode port : Json.objects(properties.path("frontendPorts"))) {
      JsonNode number = port.path("properties").path("port");
      if (!number.isInt() || number.asInt() < 1 || number.asInt() > most) {
        throw new ArmError(
            400,
            "ApplicationGatewayFrontendPortInvalidPortNumber",
            "Port specified for FrontendPort %s is not valid. Supported range is [1, %d]."
                .formatted(port.path("id").asText(), most));
      }
    }
  }

  private static void references(ObjectNode gateway) {
    Map<String, ObjectNode> parts = GatewayReferences.parts(gateway);
    String own = ResourceId.key(gateway.path("id").asText()) + "/";
    for (ObjectNode part : parts.values()) {
      for (String target : GatewayReferences.targets(part)) {
        String key = ResourceId.key(target);
        if (key.startsWith(own) && !parts.containsKey(key)) {
          throw invalidReference(target, part.path("id").asText());
        }
      }
    }
  }

  private static void settings(ObjectNode gateway) {
    Map<String, ObjectNode> parts = GatewayReferences.parts(gateway);
    for (ObjectNode setting :
        Json.objects(gateway.path("properties").path("backendHttpSettingsCollection"))) {
      JsonNode its = setting.path("properties");
      range(setting, "port", 1, 65_535);
      range(setting, "requestTimeout", 1, DAY_SECONDS);
      boolean plain = its.path("protocol").asText().equalsIgnoreCase("Http");
      if (plain && !its.path("trustedRootCertificates").isEmpty()) {
        throw new ArmError(
            400,
            "ApplicationGatewayBackendHttpSettingsCannotHaveTrustedRootCertificate",
            "Backend Http Settings %s with protocol Http cannot have trusted root certificates."
                .formatted(setting.path("id").asText()));
      }
      ObjectNode probe = parts.get(ResourceId.key(its.path("probe").path("id").asText()));
      if (probe != null) {
        probeFits(setting, probe);
      }
    }
  }

  private static void probeFits(ObjectNode setting, ObjectNode probe) {
    JsonNode its = setting.path("properties");
    String probeProtocol = probe.path("properties").path("protocol").asText();
    String protocol = its.path("protocol").asText();
    if (!probeProtocol.equalsIgnoreCase(protocol)) {
      // The service itself spells the code like this.
      throw new ArmError(
          400,
          "ApplicationGatewayProbeProtocolMustMatchBackendHttpSettinsProtocol",
          "Probe %s protocol (%s) does not match Backend Http Setting %s protocol (%s)."
              .formatted(
                  probe.path("id").asText(), probeProtocol, setting.path("id").asText(), protocol));
    }
    boolean hasHost =
        !its.path("hostName").asText().isEmpty()
            || its.path("pickHostNameFromBackendAddress").asBoolean();
    if (probe.path("properties").path("pickHostNameFromBackendHttpSettings").asBoolean()
        && !hasHost) {
      throw new ArmError(
          400,
          "ApplicationGatewayBackendHttpSettingsIncompatibleProbeSettingPickHostName",
          "Probe %s takes its host name from Backend Http Setting %s, which has none."
              .formatted(probe.path("id").asText(), setting.path("id").asText()));
    }
  }

  /** Since API version 2022-05-01 a rule of a v2 gateway has a priority; v1 has none. */
  private static void priorities(JsonNode properties, String tier) {
    if (!tier.endsWith("_v2")) {
      return;
    }
    Set<Integer> seen = new HashSet<>();
    for (ObjectNode rule : Json.objects(properties.path("requestRoutingRules"))) {
      JsonNode priority = rule.path("properties").path("priority");
      if (!priority.isInt()) {
        throw new ArmError(
            400,
            "ApplicationGatewayRequestRoutingRulePriorityCannotBeEmpty",
            "Priority for the request routing rule %s cannot be empty. All the request routing rules should have a priority"
                    .formatted(rule.path("id").asText())
                + " defined starting from api-version 2021-08-01.");
      }
      range(rule, "priority", 1, 20_000);
      if (!seen.add(priority.asInt())) {
        throw invalid(
            "Two request routing rules have the priority %d.".formatted(priority.asInt()));
      }
    }
  }

  private static void capacity(JsonNode properties) {
    JsonNode autoscale = properties.path("autoscaleConfiguration");
    if (autoscale.isObject()) {
      int least = autoscale.path("minCapacity").asInt(-1);
      int most = autoscale.path("maxCapacity").asInt(20);
      if (least < 0 || most < 2 || most > MOST_INSTANCES || least > most) {
        throw invalid("The autoscale bounds %d to %d are not possible.".formatted(least, most));
      }
    }
    JsonNode fixed = properties.path("sku").path("capacity");
    if (fixed.isInt() && (fixed.asInt() < 1 || fixed.asInt() > MOST_INSTANCES)) {
      throw invalid("The capacity %d is not possible.".formatted(fixed.asInt()));
    }
  }

  private static void range(ObjectNode part, String field, int least, int most) {
    JsonNode value = part.path("properties").path(field);
    if (!value.isMissingNode()
        && !(value.isInt() && value.asInt() >= least && value.asInt() <= most)) {
      throw invalid(
          "%s of %s is %s; allowed is %d to %d."
              .formatted(field, part.path("id").asText(), value, least, most));
    }
  }

  private static ArmError invalid(String message) {
    return new ArmError(400, "InvalidRequestFormat", "Cannot parse the request. " + message);
  }
}
