package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.ManagementPath.Refused;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules that keep the platform out, in a person's words. */
final class PlatformWords {
  static final String RECOVERY =
      "Rules hold for new connections at once; the health of the back ends should be known again"
          + " within a few minutes.";

  private static final String ADMIN_RULES =
      "Security admin rules of a network manager come before all of these and cannot be seen from"
          + " here: where health stays unknown, look there next.";

  private PlatformWords() {}

  /** Such as {@code edge-nsg/deny-all}. */
  static String places(PlatformAllow.Plan plan) {
    return plan.cleared().stream()
        .map(refused -> refused.group().name() + "/" + refused.rule().name())
        .distinct()
        .collect(Collectors.joining("+"));
  }

  static String services(PlatformAllow.Plan plan) {
    return plan.cleared().stream()
        .map(refused -> refused.service().tag())
        .collect(Collectors.joining(" and "));
  }

  static String sentences(PlatformAllow.Plan plan) {
    return plan.cleared().stream().map(PlatformWords::sentence).collect(Collectors.joining(" "));
  }

  private static String sentence(Refused refused) {
    return "%s %s (number %d) of %s keeps %s out, from port %d on."
        .formatted(
            refused.rule().isDefault() ? "Default rule" : "Rule",
            refused.rule().name(),
            refused.rule().priority(),
            refused.group().name(),
            refused.service().tag(),
            refused.port());
  }

  /** What else may be in the way. */
  static List<String> notJudged(PlatformAllow.Plan plan) {
    return Stream.of(
            Stream.of(ADMIN_RULES),
            plan.afterwards().why().stream().map(why -> "Not judged: " + why + "."),
            plan.afterwards().notExamined().stream().map(why -> "Not examined: " + why + "."),
            plan.afterwards().ledAway().stream()
                .map(
                    away ->
                        "Route %s of route table %s leads the instances' answers away as well:"
                                .formatted(away.route().name(), away.table().name())
                            + " health stays unknown until that is mended."))
        .flatMap(sentences -> sentences)
        .toList();
  }
}
