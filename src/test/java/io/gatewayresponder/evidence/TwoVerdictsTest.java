package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.network.EstateDocuments;
import io.gatewayresponder.lab.twin.network.Network;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two implementations that know nothing of each other judge the same rules: ours from the documents
 * as a whole, the lab's connection by connection. Each run is repeated by its seed.
 */
class TwoVerdictsTest {
  private static final int RUNS = 120;
  private static final int PORT = 8080;
  private static final List<String> SERVERS = List.of("10.20.1.4", "10.20.1.5");
  private static final List<String> GROUPS = List.of("gateway-nsg", "web-nsg", "web-nic-nsg");
  private static final List<String> ADDRESSES =
      List.of(
          "*",
          "VirtualNetwork",
          "Internet",
          "AzureLoadBalancer",
          "10.20.0.0/24",
          "10.20.0.0/16",
          "10.20.1.0/24",
          "10.20.1.4",
          "10.20.0.4",
          "10.20.0.0/25",
          "10.0.0.0/8",
          "192.168.0.0/16");
  private static final List<String> ROUTES =
      List.of(
          "0.0.0.0/0",
          "10.20.0.0/16",
          "10.20.0.0/24",
          "10.20.1.0/24",
          "10.20.1.4/32",
          "10.20.0.0/25",
          "10.0.0.0/8",
          "AzureMonitor");
  private static final List<String> HOPS =
      List.of("VirtualAppliance", "None", "VnetLocal", "Internet", "VirtualNetworkGateway");
  private static final List<String> PORTS =
      List.of("*", "8080", "80", "8000-8080", "8081-9000", "0-65535");
  private static final List<String> PROTOCOLS = List.of("*", "Tcp", "TCP", "Udp");

  @Test
  void the_verdict_agrees_with_what_the_lab_lets_through() {
    int open = 0;
    int blocked = 0;
    int diverted = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Estate estate = Estates.shop("http://127.0.0.1:7071/api/alerts");
      Random random = new Random(seed);
      breakRules(estate, random);
      breakRoutes(estate, random);
      FakeSight sight = sight(estate);
      Gateway gateway = sight.gateway().asFound().orElseThrow();
      for (String server : SERVERS) {
        NetworkPath path = NetworkPath.look(sight, gateway, server, PORT);
        List<Boolean> instances = connect(estate, gateway, server);
        String run = "seed " + seed + ", " + server + ": " + path + ", lab: " + instances;
        if (path instanceof NetworkPath.Open) {
          open++;
          assertFalse(instances.contains(false), run);
        } else if (path instanceof NetworkPath.Blocked deny) {
          blocked++;
          assertTrue(instances.contains(false), run);
          assertTrue(!deny.exceptions().isEmpty() || !instances.contains(true), run);
        } else if (path instanceof NetworkPath.Diverted route) {
          diverted++;
          // Whether traffic comes through elsewhere is nobody's to say, but an appliance of the
          // lab forwards nothing.
          boolean ends = route.isDropped() || route.nextHop().startsWith("VirtualAppliance");
          assertTrue(!ends || !instances.contains(true), run);
        }
      }
    }
    assertTrue(
        open > RUNS / 10 && blocked > RUNS / 10 && diverted > RUNS / 10,
        open + " open, " + blocked + " blocked, " + diverted + " diverted");
  }

  private static List<Boolean> connect(Estate estate, Gateway gateway, String server) {
    Network network = new Network(new EstateDocuments(estate));
    String subnet = gateway.subnetId().orElseThrow().toString();
    // The first instances, and one from the far end of the subnet.
    return Stream.of("10.20.0.4", "10.20.0.5", "10.20.0.200")
        .map(instance -> network.connect(subnet, instance, server, PORT).isOpen())
        .toList();
  }

  private static void breakRules(Estate estate, Random random) {
    for (String name : GROUPS) {
      ObjectNode group =
          estate.ofType("Microsoft.Network/networkSecurityGroups").stream()
              .filter(one -> one.path("name").asText().equals(name))
              .findFirst()
              .orElseThrow();
      ArrayNode rules = group.withObject("/properties").withArray("securityRules");
      if (random.nextInt(3) > 0) {
        rules.removeAll();
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        rules.add(rule(random, "r" + i, 100 + 37 * i + random.nextInt(30)));
      }
      estate.put(group);
    }
  }

  /** Each subnet has a route table half the time, with one to three routes. */
  private static void breakRoutes(Estate estate, Random random) {
    ObjectNode network = estate.ofType("Microsoft.Network/virtualNetworks").get(0).deepCopy();
    for (var subnet : network.at("/properties/subnets")) {
      String id = Shop.NETWORK + "/routeTables/" + subnet.path("name").asText().replace(" ", "-");
      if (random.nextBoolean()) {
        continue;
      }
      ObjectNode table =
          Shop.json("{'id':'%s','name':'routes','properties':{'routes':[]}}".formatted(id));
      for (int i = random.nextInt(3); i >= 0; i--) {
        table
            .withObject("/properties")
            .withArray("routes")
            .add(
                Shop.json(
                    "{'name':'r%d','properties':{'addressPrefix':'%s','nextHopType':'%s'}}"
                        .formatted(i, pick(random, ROUTES), pick(random, HOPS))));
      }
      estate.put(table);
      ((ObjectNode) subnet).withObject("/properties/routeTable").put("id", id);
    }
    estate.put(network);
  }

  private static ObjectNode rule(Random random, String name, int priority) {
    return Shop.json(
        Shop.rule(
            String.join(
                " ",
                name,
                Integer.toString(priority),
                pick(random, List.of("Inbound", "Outbound")),
                pick(random, List.of("Allow", "Deny")),
                pick(random, PROTOCOLS),
                pick(random, ADDRESSES),
                pick(random, ADDRESSES),
                pick(random, PORTS))));
  }

  private static String pick(Random random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static FakeSight sight(Estate estate) {
    FakeSight sight = new FakeSight(ResourceId.of(Estates.SHOP_GATEWAY));
    Stream.of(
            "applicationGateways",
            "virtualNetworks",
            "networkSecurityGroups",
            "networkInterfaces",
            "routeTables")
        .flatMap(type -> estate.ofType("Microsoft.Network/" + type).stream())
        .forEach(sight::with);
    return sight;
  }
}
