package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
  void letters_of_every_script_stay() {
    assertEquals("Größe 大 \u00a0é", ArmError.clip("Größe 大 \u00a0é", 100));
  }
}
