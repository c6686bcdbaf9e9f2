package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.SecurityRule.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSecurityGroupTest {
  @Test
  void singular_and_plural_fields_are_one() {
    SecurityRule rule = rule("singular-source-empty-plural-set", "rule1");
    assertEquals(List.of("10.0.0.0/24", "11.0.0.0/24"), rule.sources());
    assertEquals(List.of("Internet"), rule.destinations());
    assertEquals(List.of("500-1000", "2000", "3000"), rule.destinationPorts());
    assertEquals(List.of("*"), rule.sourcePorts());
  }

  @Test
  void a_rule_with_empty_fields_names_its_groups() {
    SecurityRule rule = rule("all-singular-fields-empty-asgs", "test123");
    assertTrue(rule.sources().isEmpty());
    assertFalse(rule.sourceApplicationSecurityGroups().isEmpty());
    assertFalse(rule.destinationApplicationSecurityGroups().isEmpty());
    assertEquals(Direction.OUTBOUND, rule.direction());
  }

  @Test
  void default_rules_come_last() {
    NetworkSecurityGroup group =
        new NetworkSecurityGroup(Samples.read("nsgs/default-rules-only.json"));
    assertEquals(6, group.rules().size());
    assertEquals(
        List.of("AllowVnetInBound", "AllowAzureLoadBalancerInBound", "DenyAllInBound"),
        group.rulesByPriority(Direction.INBOUND).stream().map(SecurityRule::name).toList());
  }

  /** Whatever was recorded, the verdict is one of three and nothing is thrown. */
  @Test
  void recorded_groups_give_a_verdict_on_the_way_to_the_shop() {
    for (var document : Samples.all("nsgs")) {
      NetworkSecurityGroup group = new NetworkSecurityGroup(document);
      assertFalse(group.rules().isEmpty(), group.name());
      Shop shop = new Shop();
      ObjectNode copy = document.deepCopy();
      copy.put("id", Shop.WEB_NSG.toString());
      shop.put(copy);
      FakeSight sight = shop.sight();
      NetworkPath path =
          NetworkPath.look(sight, sight.gateway().asFound().orElseThrow(), "10.0.1.4", 8080);
      if (group.customRules().isEmpty()) {
        assertInstanceOf(NetworkPath.Open.class, path);
      }
    }
  }

  @Test
  void a_tag_in_upper_case_is_the_same_tag() {
    SecurityRule deny =
        new NetworkSecurityGroup(Samples.read("nsgs/deny-internet-upper-case-tag-subnet.json"))
            .customRules().stream().filter(SecurityRule::denies).findFirst().orElseThrow();
    assertTrue(
        List.of(deny.sources(), deny.destinations()).toString().contains("INTERNET"),
        deny.toString());
  }

  private static SecurityRule rule(String file, String name) {
    return new NetworkSecurityGroup(Samples.read("nsgs/" + file + ".json"))
        .rule(name)
        .orElseThrow();
  }
}
