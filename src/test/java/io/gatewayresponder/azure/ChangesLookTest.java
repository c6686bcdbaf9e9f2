package io.gatewayresponder.azure;

import static io.gatewayresponder.azure.LookFixture.unreadable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import org.junit.jupiter.api.Test;

final class ChangesLookTest {
  private static final String LOG = "/providers/Microsoft.Insights/eventtypes/management/values";

  private static String page(String operation, String next) {
    return "{\"value\":[{\"operationName\":{\"value\":\"%s\"}}],\"nextLink\":\"%s\"}"
        .formatted(operation, next);
  }

  private static ResourceId inGroup(String group) {
    return ResourceId.of(
        "/subscriptions/"
            + LookFixture.SUBSCRIPTION
            + "/resourceGroups/"
            + group
            + "/providers/Microsoft.Network/networkSecurityGroups/nsg");
  }

  @Test
  void the_last_day_of_the_group_is_asked_for() {
    LookFixture arm = new LookFixture().answer(LOG, 200, page("x/write", ""));
    var changes = arm.sight().recentChanges(LookFixture.GATEWAY).asFound().orElseThrow();
    assertEquals("x/write", changes.entries().get(0).operation());
    String asked =
        arm.arm.calls().stream()
            .map(LookFixture::decoded)
            .filter(call -> call.contains(LOG))
            .findFirst()
            .orElseThrow();
    assertTrue(
        asked.contains(
            "?api-version=2015-04-01&$filter=eventTimestamp ge '2026-11-19T03:12:00Z' and"
                + " eventTimestamp le '2026-11-21T03:12:00Z' and resourceGroupName eq 'edge'"
                + "&$select=eventTimestamp,caller,operationName,status,resourceId,correlationId"),
        asked);
  }

  @Test
  void a_group_is_read_once_whichever_resource_names_it() {
    LookFixture arm = new LookFixture().answer(LOG, 200, page("x", ""));
    arm.sight().recentChanges(inGroup("edge"));
    arm.sight().recentChanges(inGroup("EDGE"));
    arm.sight().recentChanges(inGroup("other"));
    assertEquals(2, arm.asked(LOG));
  }

  @Test
  void a_quotation_mark_in_a_groups_name_stays_within_the_filter() {
    LookFixture arm = new LookFixture().answer(LOG, 200, page("x", ""));
    arm.sight().recentChanges(inGroup("a' or eventTimestamp ge 'b&$filter=c"));
    assertEquals(
        1, arm.asked("resourceGroupName eq 'a'' or eventTimestamp ge ''b&$filter=c'&$select="));
    assertEquals(
        1,
        arm.arm.calls().stream().filter(call -> call.contains("%27b%26%24filter%3Dc%27")).count(),
        "and within its parameter");
  }

  @Test
  void of_a_busy_group_the_newest_pages_are_kept() {
    LookFixture arm =
        new LookFixture().answer("values", 200, page("x", FakeArm.ENDPOINT + "/values?more"));
    var changes = arm.sight().recentChanges(LookFixture.GATEWAY).asFound().orElseThrow();
    assertEquals(ChangesLook.MAX_PAGES, changes.entries().size());
    assertTrue(changes.document().has("nextLink"), "it says that there are more");
  }

  @Test
  void what_cannot_be_read_says_why() {
    LookFixture arm =
        new LookFixture().answer(LOG, 403, "{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}");
    assertEquals(
        "changes of the last day in resource group edge: not allowed to read"
            + " (AuthorizationFailed: no)",
        unreadable(arm.sight().recentChanges(LookFixture.GATEWAY)).sentence());
    assertEquals(
        Look.Why.TIMED_OUT,
        unreadable(new LookFixture().silent(LOG).sight().recentChanges(LookFixture.GATEWAY)).why());
    assertEquals(
        Look.Why.MALFORMED,
        unreadable(
                new LookFixture().answer(LOG, 200, "{}").sight().recentChanges(LookFixture.GATEWAY))
            .why());
  }
}
