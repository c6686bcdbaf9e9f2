package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Groups full of rules that nobody would write by hand; one seed gives one sequence. */
final class RandomRules {
  private static final List<String> PREFIXES =
      List.of(
          "*",
          "10.0.0.0/24",
          "10.0.0.0/16",
          "10.0.1.0/24",
          "10.0.1.4",
          "10.0.0.128/25",
          "192.168.0.0/16",
          "VirtualNetwork",
          "Internet",
          "AzureLoadBalancer");
  private static final List<String> PORTS = List.of("*", "8080", "8000-8100", "443", "22");
  private static final List<String> PROTOCOLS = List.of("*", "Tcp", "Udp", "TCP");

  private RandomRules() {}

  static Shop shop(Random random) {
    Shop shop = new Shop();
    for (ResourceId group : List.of(Shop.EDGE_NSG, Shop.WEB_NSG)) {
      // Numbers close together, so that free ones are scarce.
      List<Integer> numbers = new ArrayList<>();
      for (int number = 100; number < 115; number++) {
        numbers.add(number);
      }
      Collections.shuffle(numbers, random);
      int rules = random.nextInt(12);
      for (int i = 0; i < rules; i++) {
        shop.addRule(
            group,
            "rule-%d %d %s %s %s %s %s %s"
                .formatted(
                    i,
                    numbers.get(i),
                    random.nextBoolean() ? "Inbound" : "Outbound",
                    random.nextInt(3) > 0 ? "Deny" : "Allow",
                    pick(PROTOCOLS, random),
                    pick(PREFIXES, random),
                    pick(PREFIXES, random),
                    pick(PORTS, random)));
      }
    }
    return shop;
  }

  private static String pick(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
