package io.gatewayresponder.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the output may be made of.
 *
 * @param charset what the console shows
 * @param width columns of a line at most
 * @param colour whether colours are shown
 * @param attended whether a person watches, who wants to know that something goes on
 */
record Terminal(Charset charset, int width, boolean colour, boolean attended) {
  /** Longer lines are hard to read, however wide the window is. */
  static final int WIDEST = 100;

  /** Below this there is no room for a tree; lines are broken by the window then. */
  static final int NARROWEST = 60;

  /** `stty` answers at once, or it is something else of that name. */
  private static final long STTY_SECONDS = 1;

  /** Since Java 22 there is a console also where nobody looks. */
  private static final int CONSOLE_ALWAYS = 22;

  /** The terminal that this process writes to. */
  @SuppressWarnings("SystemConsoleNull") // isTerminal() knows about Java 22.
  static Terminal detect(Map<String, String> environment) {
    Console console = System.console();
    boolean attended = console != null && isTerminal(console);
    Charset charset =
        attended && console != null ? console.charset() : charsetOf("stdout.encoding");
    int width = attended ? columns(environment).orElse(WIDEST) : WIDEST;
    return new Terminal(charset, width, attended && mayColour(environment), attended);
  }

  Terminal {
    width = Math.max(NARROWEST, Math.min(WIDEST, width));
  }

  /** Whether the lines of a tree can be drawn. */
  boolean draws() {
    return charset.canEncode() && charset.newEncoder().canEncode("├─└│…");
  }

  /** The convention of no-color.org, and terminals that know no colours. */
  static boolean mayColour(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "");
    boolean windows =
        environment.getOrDefault("OS", "").toLowerCase(Locale.ROOT).startsWith("windows");
    boolean knows =
        windows
            ? environment.containsKey("WT_SESSION")
                || environment.containsKey("ConEmuANSI")
                || !term.isEmpty()
            : !term.isEmpty();
    return knows && !term.equals("dumb") && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  private static boolean isTerminal(Console console) {
    if (Runtime.version().feature() < CONSOLE_ALWAYS) {
      return true;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  private static Charset charsetOf(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getProperty("native.encoding")))
        .filter(Terminal::isKnown)
        .map(Charset::forName)
        .orElse(StandardCharsets.US_ASCII);
  }

  private static boolean isKnown(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<Integer> columns(Map<String, String> environment) {
    String told = environment.getOrDefault("COLUMNS", "");
    if (told.matches("[0-9]{1,4}")) {
      return Optional.of(Integer.parseInt(told));
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(STTY_SECONDS, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      try (InputStream out = stty.getInputStream()) {
        String[] size =
            new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip().split(" ", 2);
        return size.length == 2 && size[1].matches("[1-9][0-9]{0,3}")
            ? Optional.of(Integer.parseInt(size[1]))
            : Optional.empty();
      }
    } catch (IOException e) {
      // Windows has none.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
