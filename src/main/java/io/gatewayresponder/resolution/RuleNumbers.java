package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.SecurityRule;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The numbers that custom rules may have: 100 to 4096, each once in a direction. */
final class RuleNumbers {
  static final int LOWEST = 100;
  static final int HIGHEST = 4096;

  private RuleNumbers() {}

  /**
   * The free number nearest below another: it wins over that one, and over as few others as can be.
   */
  static OptionalInt below(
      NetworkSecurityGroup group, SecurityRule.Direction direction, int number) {
    Set<Integer> taken = taken(group, direction);
    return IntStream.iterate(Math.min(number - 1, HIGHEST), it -> it >= LOWEST, it -> it - 1)
        .filter(it -> !taken.contains(it))
        .findFirst();
  }

  /** The free number nearest above another. */
  static OptionalInt above(
      NetworkSecurityGroup group, SecurityRule.Direction direction, int number) {
    Set<Integer> taken = taken(group, direction);
    return IntStream.rangeClosed(Math.max(number + 1, LOWEST), HIGHEST)
        .filter(it -> !taken.contains(it))
        .findFirst();
  }

  private static Set<Integer> taken(NetworkSecurityGroup group, SecurityRule.Direction direction) {
    return group.customRules().stream()
        .filter(rule -> rule.direction() == direction)
        .map(SecurityRule::priority)
        .collect(Collectors.toSet());
  }
}
