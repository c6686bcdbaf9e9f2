package io.gatewayresponder.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Difference;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person approves in a scenario, as text in a file that a reviewer reads: every value that
 * is written, and the way back. {@code -Dupdate.goldens=true} writes the files anew.
 */
final class OptionGolden {
  private static final Path DIRECTORY =
      Path.of("src", "test", "resources", "io", "gatewayresponder", "bench", "options");

  /** Longer values are certificates, which are made anew for each run. */
  private static final int LONG = 200;

  /** In a certificate's name, and new for each run like the certificate. */
  private static final Pattern FINGERPRINT = Pattern.compile("\\b(root|server)-[0-9a-f]{8}\\b");

  private static final String PROVIDERS = "/providers/";

  private OptionGolden() {}

  static void assertIs(OptionScenario scenario, List<Option> approved) {
    Path file = DIRECTORY.resolve(scenario.name() + ".txt");
    StringBuilder text = new StringBuilder();
    approved.forEach(option -> write(text, option));
    try {
      if (Boolean.getBoolean("update.goldens")) {
        Files.createDirectories(DIRECTORY);
        Files.writeString(file, text);
        return;
      }
      String hint = ": read it, and accept it by -Dupdate.goldens=true";
      assertTrue(Files.exists(file), () -> "there is no " + file + hint);
      assertEquals(
          Files.readString(file), text.toString(), () -> "the plan is not as in " + file + hint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(StringBuilder text, Option option) {
    line(text, "", option.title());
    line(text, "", "(" + option.id() + ")");
    line(
        text,
        "",
        "risk %s, people %d%s"
            .formatted(
                option.risk(),
                option.approversNeeded(),
                option.recommended() ? ", recommended" : ""));
    for (Parameter parameter : option.parameters()) {
      line(text, "", parameter.name() + " = " + value(parameter.value()));
    }
    option.changes().forEach(change -> write(text, "", change));
    if (option.undo().isEmpty()) {
      line(text, "", "no undo");
    } else if (isMirrored(option)) {
      line(text, "", "undo: all of this backwards");
    } else {
      line(text, "", "undo:");
      option.undo().forEach(change -> write(text, "  ", change));
    }
  }

  /** A way back that a reviewer need not read, because it says nothing new. */
  private static boolean isMirrored(Option option) {
    List<Change> back = new ArrayList<>(option.undo());
    Collections.reverse(back);
    if (back.size() != option.changes().size()) {
      return false;
    }
    for (int i = 0; i < back.size(); i++) {
      Change there = option.changes().get(i);
      if (!there.resourceId().equals(back.get(i).resourceId())
          || !swapped(there.differences()).equals(Set.copyOf(back.get(i).differences()))) {
        return false;
      }
    }
    return true;
  }

  private static Set<Difference> swapped(List<Difference> differences) {
    return differences.stream()
        .map(one -> new Difference(one.path(), one.after(), one.before()))
        .collect(Collectors.toSet());
  }

  private static void write(StringBuilder text, String indent, Change change) {
    String id = change.resourceId().toString();
    line(
        text,
        indent,
        change.operation()
            + " "
            + id.substring(id.indexOf(PROVIDERS) + PROVIDERS.length())
            + change.path());
    if (change.differences().isEmpty()) {
      line(text, indent + "  ", "nothing differs");
    }
    for (Difference difference : change.differences()) {
      line(
          text,
          indent + "  ",
          new Difference(difference.path(), value(difference.before()), value(difference.after()))
              .sentence());
    }
  }

  private static void line(StringBuilder text, String indent, String line) {
    text.append(indent).append(FINGERPRINT.matcher(line).replaceAll("$1-fingerprint")).append('\n');
  }

  private static @Nullable String value(@Nullable String value) {
    if (value == null) {
      return null;
    }
    if (value.startsWith("/subscriptions/")) {
      int name = value.lastIndexOf('/');
      return "…" + value.substring(value.lastIndexOf('/', name - 1));
    }
    return value.length() > LONG ? "(a certificate)" : value;
  }
}
