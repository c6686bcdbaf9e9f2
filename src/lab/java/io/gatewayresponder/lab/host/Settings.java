package io.gatewayresponder.lab.host;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The app's settings, which are environment variables, and the {@code %NAME%}s that name them. */
record Settings(Map<String, String> values) {
  private static final Pattern REFERENCE = Pattern.compile("%([^%]+)%");

  Settings {
    values = Map.copyOf(values);
  }

  static Settings ofEnvironment() {
    return new Settings(System.getenv());
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  String required(String name, String why) {
    return find(name)
        .orElseThrow(
            () -> new IllegalStateException("The setting " + name + " is missing: " + why));
  }

  /** The text with every {@code %NAME%} replaced by that setting. */
  String resolve(String text, String why) {
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(required(match.group(1), why)));
  }
}
