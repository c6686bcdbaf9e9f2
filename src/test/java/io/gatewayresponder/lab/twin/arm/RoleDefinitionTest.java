package io.gatewayresponder.lab.twin.arm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoleDefinitionTest {
  @Test
  void a_star_stands_for_any_text_and_case_does_not_matter() {
    RoleDefinition reader = new RoleDefinition("r", List.of("*/read"), List.of());
    assertTrue(reader.allows("Microsoft.Network/virtualNetworks/subnets/Read"));
    assertFalse(reader.allows("Microsoft.Network/virtualNetworks/subnets/write"));
    assertFalse(reader.allows("read"));
  }

  @Test
  void what_is_excepted_is_not_allowed() {
    RoleDefinition role =
        new RoleDefinition(
            "r",
            List.of("Microsoft.Network/*"),
            List.of("Microsoft.Network/applicationGateways/*/action"));
    assertTrue(role.allows("Microsoft.Network/applicationGateways/write"));
    assertFalse(role.allows("Microsoft.Network/applicationGateways/stop/action"));
    assertFalse(role.allows("Microsoft.NetworkX/things/read"));
  }
}
