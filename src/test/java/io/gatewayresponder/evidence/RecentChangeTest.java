package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentChangeTest {
  private static final String RULE = Shop.WEB_NSG + "/securityRules/deny";
  private static final String WRITE = "Microsoft.Network/networkSecurityGroups/securityRules/write";
  private static final String DELETE =
      "Microsoft.Network/networkSecurityGroups/securityRules/delete";

  private final ObjectNode log = Shop.json("{'value':[]}");

  @Test
  void the_events_of_one_change_are_one_change_with_its_end() {
    event("c1", "2026-03-01T08:00:05Z", "Succeeded", WRITE, RULE);
    event("c1", "2026-03-01T08:00:00Z", "Started", WRITE, RULE);
    List<RecentChange> changes = changes();
    assertEquals(1, changes.size());
    assertEquals("2026-03-01T08:00:00Z", changes.get(0).at().toString());
    assertEquals("Succeeded", changes.get(0).outcome());
    assertEquals("olga@shop.example", changes.get(0).who());
  }

  @Test
  void the_newest_comes_first_and_what_is_under_way_says_so() {
    event("c1", "2026-03-01T08:00:00Z", "Succeeded", WRITE, RULE);
    event("c2", "2026-03-01T09:00:00Z", "Accepted", WRITE, RULE);
    assertEquals(
        List.of("Accepted", "Succeeded"), changes().stream().map(RecentChange::outcome).toList());
  }

  @Test
  void other_resources_looks_and_unreadable_times_are_left_out() {
    event("c1", "2026-03-01T08:00:00Z", "Succeeded", WRITE, Shop.EDGE_NSG + "/securityRules/x");
    event("c2", "yesterday", "Succeeded", WRITE, RULE);
    event(
        "c3",
        "2026-03-01T08:00:00Z",
        "Succeeded",
        "Microsoft.Network/applicationGateways/backendhealth/action",
        RULE);
    event("c4", "2026-03-01T08:00:00Z", "Succeeded", WRITE, "not an id");
    assertEquals(List.of(), changes());
  }

  @Test
  void a_change_is_told_in_short() {
    event("c1", "2026-03-01T08:00:00Z", "Succeeded", WRITE, RULE);
    assertEquals("wrote web-nsg/deny", changes().get(0).summary());
    event("c2", "2026-03-01T09:00:00Z", "Failed", DELETE, RULE);
    assertEquals("deleted web-nsg/deny (failed)", changes().get(0).summary());
    event("c3", "2026-03-01T10:00:00Z", "Succeeded", "Any/gateways/stop/action", RULE);
    assertEquals("stop web-nsg/deny", changes().get(0).summary());
  }

  @Test
  void a_resource_is_the_same_in_any_casing() {
    event(
        "c1", "2026-03-01T08:00:00Z", "Succeeded", WRITE, RULE.toUpperCase(java.util.Locale.ROOT));
    assertEquals(1, changes().size());
  }

  private List<RecentChange> changes() {
    return RecentChange.of(List.of(new RecentChanges(log)), List.of(Shop.WEB_NSG));
  }

  private void event(String correlation, String at, String status, String what, String resource) {
    log.withArray("value")
        .add(
            Shop.json(
                """
                {'correlationId':'%s','eventTimestamp':'%s','status':{'value':'%s'},
                 'operationName':{'value':'%s'},'resourceId':'%s','caller':'olga@shop.example'}
                """
                    .formatted(correlation, at, status, what, resource)));
  }
}
