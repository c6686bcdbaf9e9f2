package io.gatewayresponder.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of text for a terminal: wrapped, indented, coloured where colours are shown. Text from
 * outside loses its control characters, which a terminal would obey.
 */
final class Page {
  /** How a piece of text stands out. */
  enum Style {
    PLAIN("0"),
    STRONG("1"),
    FAINT("2"),
    BAD("1;31"),
    GOOD("1;32"),
    ODD("1;33");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  /** However deep a tree is, a word or two stand beside it. */
  private static final int LEAST_ROOM = 20;

  private final Terminal terminal;
  private final boolean draws;
  private final boolean whole;
  private final StringBuilder text = new StringBuilder();

  Page(Terminal terminal) {
    this(terminal, false);
  }

  private Page(Terminal terminal, boolean whole) {
    this.terminal = terminal;
    this.draws = terminal.draws();
    this.whole = whole;
  }

  /** A page that breaks no word, however long: what is to be copied stays in one piece. */
  static Page ofWholeWords(Terminal terminal) {
    return new Page(terminal, true);
  }

  Page blank() {
    text.append('\n');
    return this;
  }

  /** A heading, after an empty line. */
  Page heading(String words) {
    return blank().line("", style(Style.STRONG, words));
  }

  Page paragraph(String indent, Style style, String words) {
    wrap(indent.length(), indent.length(), words).forEach(line -> line(indent, style(style, line)));
    return this;
  }

  /**
   * A label with words beside it, whose further lines stand below the words.
   *
   * @param lead what stands before the label in the first line, such as a branch of a tree
   * @param follow what stands there in the lines after it
   * @param width columns for the label
   */
  Page item(String lead, String follow, int width, Style style, String label, String words) {
    String clean = clean(label);
    String padded = clean + " ".repeat(Math.max(1, width - clean.length()));
    String below = follow + " ".repeat(Math.max(0, lead.length() - follow.length()));
    return hang(
        lead + style(style, clean) + padded.substring(clean.length()),
        lead.length() + padded.length(),
        below + " ".repeat(padded.length()),
        words);
  }

  /** A label with words after it, whose further lines begin at the indentation. */
  Page note(String lead, String follow, Style style, String label, String words) {
    String clean = clean(label);
    String gap = clean.isEmpty() ? "" : " ";
    return hang(
        lead + style(style, clean) + gap,
        lead.length() + clean.length() + gap.length(),
        follow,
        words);
  }

  private Page hang(String head, int column, String below, String words) {
    List<String> lines = wrap(column, below.length(), words);
    line(head, lines.get(0));
    lines.stream().skip(1).forEach(more -> line(below, more));
    return this;
  }

  /** The signs of a tree, as this terminal can show them. */
  String branch(boolean last) {
    if (draws) {
      return last ? "└─ " : "├─ ";
    }
    return last ? "`- " : "|- ";
  }

  String trunk(boolean last) {
    return last ? "   " : draws ? "│  " : "|  ";
  }

  private Page line(String indent, String words) {
    text.append((indent + words).stripTrailing()).append('\n');
    return this;
  }

  String style(Style style, String words) {
    return !terminal.colour() || style == Style.PLAIN || words.isEmpty()
        ? words
        : "\033[" + style.code + "m" + words + "\033[0m";
  }

  /** Lines no longer than what is left beside the columns before them; always at least one. */
  private List<String> wrap(int first, int others, String words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int room = room(first);
    for (String word : clean(words).split(" ", -1)) {
      String rest = word;
      if (line.length() > 0 && line.length() + 1 + rest.length() > room) {
        lines.add(line.toString());
        line.setLength(0);
        room = room(others);
      }
      while (rest.length() > room && !whole) {
        int cut = cut(rest, room);
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
        room = room(others);
      }
      line.append(line.length() == 0 ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  private int room(int before) {
    return Math.max(LEAST_ROOM, terminal.width() - before);
  }

  /** Long words are ids and addresses: better broken after a slash. */
  private static int cut(String word, int room) {
    int slash = word.lastIndexOf('/', room - 1);
    return slash > room / 2 ? slash + 1 : room;
  }

  private String clean(String words) {
    // Format characters too: some of them turn the direction of writing.
    String safe = words.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
    return draws
        ? safe
        : safe.replace("…", "...")
            .replaceAll("[–—]", "-")
            .replaceAll("[‘’]", "'")
            .replaceAll("[“”]", "\"")
            .replace("×", "x")
            .replace("·", "-");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
