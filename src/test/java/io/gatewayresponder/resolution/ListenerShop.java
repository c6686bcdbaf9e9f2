package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Shop;
import java.util.Objects;

/** The shop with more listeners, rules and certificates than it has. */
final class ListenerShop {
  static final String PORTS = Shop.GATEWAY + "/frontendPorts/";

  private ListenerShop() {}

  static void listener(Shop shop, String name, String protocol, String port, String host) {
    shop.gateway(
        properties -> {
          ObjectNode added =
              Shop.json(
                  """
                  {'name':'%s','properties':{'protocol':'%s',
                    'frontendIPConfiguration':{'id':'%s/frontendIPConfigurations/inside'},
                    'frontendPort':{'id':'%s'}}}
                  """
                      .formatted(name, protocol, Shop.GATEWAY, PORTS + port));
          if (!host.isEmpty()) {
            added.withObject("/properties").put("hostName", host);
          }
          properties.withArray("httpListeners").add(added);
        });
  }

  /** A rule like the shop's own, of another listener. */
  static void served(Shop shop, String listener, int priority) {
    shop.gateway(
        properties -> {
          ObjectNode rule = properties.at("/requestRoutingRules/0").deepCopy();
          rule.put("name", "of-" + listener)
              .withObject("/properties")
              .put("priority", priority)
              .putObject("httpListener")
              .put("id", Shop.GATEWAY + "/httpListeners/" + listener);
          properties.withArray("requestRoutingRules").add(rule);
        });
  }

  static Shop certificate(Shop shop, String name) {
    return shop.gateway(
        properties ->
            properties
                .withArray("sslCertificates")
                .add(
                    Shop.json(
                        "{'name':'%s','properties':{'publicCertData':'x'}}".formatted(name))));
  }

  /** The gateway as the option writes it. */
  static JsonNode after(Option option) {
    return Objects.requireNonNull(option.changes().get(0).after());
  }
}
