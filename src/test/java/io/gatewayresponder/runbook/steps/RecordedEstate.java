package io.gatewayresponder.runbook.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Samples;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.WiredPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A recorded gateway that runs, with recorded servers behind each of its pairs, and a network in
 * which both subnets have recorded groups. What was recorded apart is put together; nothing else is
 * made up but the network that holds it.
 */
final class RecordedEstate {
  private RecordedEstate() {}

  static FakeSight of(Random random, JsonNode recorded) {
    ObjectNode gateway = recorded.deepCopy();
    gateway
        .withObject("/properties")
        .put("provisioningState", "Succeeded")
        .put("operationalState", "Running");
    FakeSight sight = FakeSight.of(gateway).health(health(random, new Gateway(gateway)));
    ResourceId subnet = new Gateway(gateway).subnetId().orElseThrow();
    JsonNode first = pick(random, Samples.all("nsgs"));
    JsonNode second = pick(random, Samples.all("nsgs"));
    return sight.with(first).with(second).with(network(subnet, first, second));
  }

  private static ObjectNode health(Random random, Gateway gateway) {
    List<JsonNode> servers = servers();
    ObjectNode health = Shop.json("{'backendAddressPools':[]}");
    for (WiredPair pair : gateway.wiredPairs()) {
      ObjectNode setting =
          Shop.json(
              "{'backendHttpSettings':{'id':'/x/y/%s'},'servers':[]}".formatted(pair.setting()));
      for (int i = random.nextInt(4); i > 0; i--) {
        setting.withArray("servers").add(pick(random, servers).deepCopy());
      }
      ObjectNode pool =
          Shop.json(
              "{'backendAddressPool':{'id':'/x/y/%s'},'backendHttpSettingsCollection':[]}"
                  .formatted(pair.pool()));
      pool.withArray("backendHttpSettingsCollection").add(setting);
      health.withArray("backendAddressPools").add(pool);
    }
    return health;
  }

  /** Every server that was recorded, with what its probe met. */
  private static List<JsonNode> servers() {
    List<JsonNode> servers = new ArrayList<>();
    for (JsonNode health : Samples.all("backend-health")) {
      health.findValues("servers").forEach(list -> list.forEach(servers::add));
    }
    return servers;
  }

  private static ObjectNode network(ResourceId subnet, JsonNode first, JsonNode second) {
    return Shop.json(
        """
        {'id':'%s','name':'recorded','properties':{
          'addressSpace':{'addressPrefixes':['10.0.0.0/8']},
          'subnets':[
            {'name':'%s','properties':{'addressPrefix':'10.255.0.0/24',
              'networkSecurityGroup':{'id':'%s'}}},
            {'name':'servers-of-the-recording','properties':{'addressPrefix':'10.0.0.0/9',
              'networkSecurityGroup':{'id':'%s'}}}]}}
        """
            .formatted(
                subnet.root(),
                subnet.name(),
                first.path("id").asText(),
                second.path("id").asText()));
  }

  private static JsonNode pick(Random random, List<JsonNode> documents) {
    return documents.get(random.nextInt(documents.size()));
  }
}
