package io.gatewayresponder.resolution;

import org.jspecify.annotations.Nullable;

/**
 * One value that differs between two readings of a resource.
 *
 * @param path where, with parts named and not numbered, such as {@code
 *     securityRules[deny-8080].priority}
 * @param before the value in the first reading; null when it was not there
 * @param after the value in the second reading; null when it is not there any more
 */
public record Difference(String path, @Nullable String before, @Nullable String after) {
  /** One line for a person. */
  public String sentence() {
    if (before == null) {
      return path + " added: " + after;
    }
    return after == null
        ? path + " removed (was " + before + ")"
        : path + ": " + before + " → " + after;
  }
}
