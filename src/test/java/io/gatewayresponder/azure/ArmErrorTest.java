package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Azure's words are shown to people: nothing in them moves a cursor or turns the direction. */
class ArmErrorTest {
  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\u001b", "\u007f", "\u0085", "\u009b", "\u202e", "\u2028"})
  void what_moves_a_cursor_or_turns_text_is_a_blank(String harmful) {
    assertEquals("not 2J found", ArmError.clip("not" + harmful + "2J found" + harmful, 100));
  }

  @Test
  void what_is_too_long_is_cut() {
    assertEquals("abc…", ArmError.clip("abcd", 3));
    assertEquals("abc", ArmError.clip("abc", 3));
  }

  @Test
  void a_right_that_is_missing_is_named_first_however_long_the_names_are() {
    String scope = "/subscriptions/1/resourceGroups/" + "g".repeat(ArmError.MAX_MESSAGE);
    String join = "Microsoft.Network/publicIPAddresses/join/action";
    assertNamesFirst(
        join,
        "The client 'c' with object id 'o' has permission to perform action"
            + " 'Microsoft.Network/applicationGateways/write' on scope '"
            + scope
            + "'; however, it does not have permission to perform action(s) '"
            + join
            + "' on the linked scope(s) '/x' (respectively) or the linked scope(s) are invalid.");
    String read = "Microsoft.Web/sites/config/read";
    assertNamesFirst(
        read,
        "The client 'c' with object id 'o' does not have authorization to perform action '"
            + read
            + "' over scope '/x' or the scope is invalid.");
  }

  private static void assertNamesFirst(String action, String message) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putObject("error").put("code", "LinkedAuthorizationFailed").put("message", message);
    String told = ArmError.of(document).message();
    assertTrue(told.startsWith("The right " + action + " is missing. The client"), told);
  }

  @Test
  void letters_of_every_script_stay() {
    assertEquals("Größe 大 \u00a0é", ArmError.clip("Größe 大 \u00a0é", 100));
  }
}
