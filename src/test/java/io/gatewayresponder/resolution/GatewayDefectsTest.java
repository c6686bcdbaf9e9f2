package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GatewayDefectsTest {
  private static ObjectNode gateway(String properties) throws Exception {
    ObjectNode gateway =
        (ObjectNode)
            new ObjectMapper()
                .readTree("{'properties':{%s}}".formatted(properties).replace('\'', '"'));
    return gateway.put("id", Shop.GATEWAY.toString());
  }

  private static String listener(String protocol) {
    return "'frontendPorts':[{'name':'tls','id':'%1$s/frontendPorts/tls','properties':{'port':443}}],'httpListeners':[{'name':'shop','properties':{'protocol':'%2$s','frontendPort':{'id':'%1$s/frontendPorts/TLS'}}}]"
        .formatted(Shop.GATEWAY, protocol);
  }

  @Test
  void a_whole_gateway_has_none() throws Exception {
    assertEquals(List.of(), GatewayDefects.of(gateway(listener("Https"))));
  }

  @Test
  void plain_http_on_the_tls_port_is_one() throws Exception {
    assertEquals(
        List.of("listener shop speaks plain HTTP on port 443"),
        GatewayDefects.of(gateway(listener("Http"))));
  }

  @Test
  void a_reference_to_what_is_not_there_is_one() throws Exception {
    String rule =
        "'requestRoutingRules':[{'name':'all','id':'%1$s/requestRoutingRules/all','properties':{'httpListener':{'id':'%1$s/httpListeners/gone'}}}]"
            .formatted(Shop.GATEWAY);
    assertEquals(
        List.of("all refers to gone, which is not there"), GatewayDefects.of(gateway(rule)));
  }

  @Test
  void what_is_elsewhere_is_not_judged() throws Exception {
    String subnet =
        "'gatewayIPConfigurations':[{'name':'net','properties':{'subnet':{'id':'/subscriptions/x/subnets/gateway'}}}]";
    assertEquals(List.of(), GatewayDefects.of(gateway(subnet)));
  }
}
