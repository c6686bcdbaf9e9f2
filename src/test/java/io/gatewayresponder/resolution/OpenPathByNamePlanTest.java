package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.ResolvedName;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Family A where the pool knows its servers by name, and rules are about addresses. */
class OpenPathByNamePlanTest {
  private static final String NAME = "web.example";
  private static final Diagnosis BLOCKED =
      Examples.diagnosis(
          Examples.finding("2c-1.x12", new Subject.Pair("web", "web-http"), Family.A));

  @Test
  void the_allow_is_for_the_addresses_of_the_name_and_says_so() {
    List<Option> options = plan("10.0.1.4", "10.0.1.5");
    Option allow = options.get(0);
    assertEquals("AllowGatewaySubnet:web-nsg/deny-web", allow.id());
    assertTrue(allow.recommended());
    assertEquals(
        Json.of("['10.0.1.4', '10.0.1.5']"),
        Objects.requireNonNull(allow.changes().get(0).after())
            .at("/properties/destinationAddressPrefixes"));
    assertTrue(allow.why().contains("10.0.1.4 (web.example), 10.0.1.5 (web.example)"), allow.why());
    assertTrue(
        allow.guidance().stream().anyMatch(one -> one.contains("finds for the names")),
        allow.guidance().toString());
  }

  @Test
  void a_name_that_leads_past_the_rule_or_to_nothing_gets_no_write() {
    assertFalse(plan("10.0.2.9").stream().anyMatch(Option::writes));
    assertFalse(plan().stream().anyMatch(Option::writes));
  }

  private static List<Option> plan(String... addresses) {
    Shop shop =
        new Shop()
            .addRule(Shop.WEB_NSG, "deny-web 300 Inbound Deny Tcp * 10.0.1.0/24 8080")
            .gateway(
                properties ->
                    properties
                        .withArray("/backendAddressPools/0/properties/backendAddresses")
                        .removeAll()
                        .addObject()
                        .put("fqdn", NAME));
    Sight sight =
        shop.sight()
            .resolvedName(
                NAME,
                new ResolvedName(
                    Json.of(
                        "{'name':'%s','addresses':[%s]}"
                            .formatted(
                                NAME,
                                String.join(
                                    ",",
                                    List.of(addresses).stream()
                                        .map(one -> "'" + one + "'")
                                        .toList())))));
    return Resolutions.all().options(BLOCKED, sight);
  }
}
