package io.gatewayresponder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.cli.Page.Style;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Terminal NARROW = new Terminal(StandardCharsets.UTF_8, 60, false, false);
  private static final Terminal ASCII = new Terminal(StandardCharsets.US_ASCII, 60, false, false);
  private static final Terminal COLOUR = new Terminal(StandardCharsets.UTF_8, 60, true, true);

  private static final String LONG = "word ".repeat(30) + "x".repeat(150);

  @Test
  void no_line_is_wider_than_the_terminal() {
    String page =
        new Page(NARROW)
            .paragraph("    ", Style.PLAIN, LONG)
            .item("  ", "  ", 12, Style.BAD, "label", LONG)
            .note("  - ", "    ", Style.PLAIN, "", LONG)
            .toString();
    assertTrue(page.lines().allMatch(line -> line.length() <= 60), page);
    assertEquals(450, page.chars().filter(c -> c == 'x').count(), page);
  }

  @Test
  void words_go_on_below_words_and_not_below_their_label() {
    String page =
        new Page(NARROW)
            .item(
                "", "", 8, Style.PLAIN, "1a.1", "one two three four five six seven eight nine ten")
            .item("", "", 8, Style.PLAIN, "1a.2", "a".repeat(52) + " b")
            .toString();
    assertTrue(page.contains("1a.1    one two"), page);
    assertTrue(page.endsWith("\n        b\n"), page);
  }

  @Test
  void control_characters_and_turned_writing_do_not_reach_a_terminal() {
    String page =
        new Page(COLOUR)
            .paragraph("", Style.PLAIN, "a\033[2Jb\u202ec\r\nd\u0007e")
            .item("", "", 0, Style.PLAIN, "f\033g", "h\u009bi")
            .toString();
    assertEquals("a [2Jb c d e\nf g h i\n", page);
  }

  @Test
  void colours_are_for_terminals_that_show_them() {
    assertEquals("\033[1;31mx\033[0m", new Page(COLOUR).style(Style.BAD, "x"));
    assertEquals("x", new Page(NARROW).style(Style.BAD, "x"));
    assertTrue(Terminal.mayColour(Map.of("TERM", "xterm-256color")));
    assertFalse(Terminal.mayColour(Map.of("TERM", "xterm", "NO_COLOR", "1")));
    assertTrue(Terminal.mayColour(Map.of("TERM", "xterm", "NO_COLOR", "")));
    assertFalse(Terminal.mayColour(Map.of("TERM", "dumb")));
    assertFalse(Terminal.mayColour(Map.of()));
    assertFalse(Terminal.mayColour(Map.of("OS", "Windows_NT")));
    assertTrue(Terminal.mayColour(Map.of("OS", "Windows_NT", "WT_SESSION", "1")));
  }

  @Test
  void a_tree_is_drawn_with_what_the_terminal_has() {
    assertEquals("├─ │  └─ ", tree(NARROW));
    assertEquals("|- |  `- ", tree(ASCII));
    String page = new Page(ASCII).paragraph("", Style.PLAIN, "more…").toString();
    assertEquals("more...\n", page);
  }

  private static String tree(Terminal terminal) {
    Page page = new Page(terminal);
    return page.branch(false) + page.trunk(false) + page.branch(true);
  }
}
