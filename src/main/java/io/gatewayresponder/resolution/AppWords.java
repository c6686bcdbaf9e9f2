package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.AccessRestrictions.Rule;
import io.gatewayresponder.evidence.AppCaller;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Apps that keep the gateway out, in a person's words. */
final class AppWords {
  static final String RECOVERY =
      "App Service follows the new rules within a minute or so; where the probe met 403 as well, the"
          + " app should turn healthy within one or two probe intervals.";

  private static final String REFUSED = "5.4";

  private AppWords() {}

  /** The causes that are about restrictions. */
  static List<Finding> refusals(List<Finding> causes) {
    return causes.stream().filter(cause -> cause.row().equals(REFUSED)).toList();
  }

  /** For an id. */
  static String names(List<AppDoors.Door> doors) {
    return doors.stream().map(door -> door.app().name()).collect(Collectors.joining("+"));
  }

  static String list(List<AppDoors.Door> doors) {
    return doors.stream().map(door -> door.app().name()).collect(Collectors.joining(", "));
  }

  static String sentences(List<AppDoors.Door> doors, Sight sight) {
    Optional<AppCaller> caller = AppDoors.caller(sight);
    return doors.stream()
        .map(door -> sentence(door, caller.flatMap(door::by)))
        .collect(Collectors.joining(" "));
  }

  private static String sentence(AppDoors.Door door, Optional<Rule> by) {
    String app = door.app().name();
    return by.map(
            rule ->
                "Access restriction %s (number %d) of %s keeps the gateway out."
                    .formatted(rule.name(), rule.priority(), app))
        .orElseGet(() -> "No access restriction of %s lets the gateway in.".formatted(app));
  }

  static List<String> guidance(List<AppDoors.Door> doors) {
    List<String> steps = new ArrayList<>();
    steps.add(
        "App Service answers 403 to who is kept out. Afterwards ask the app through the gateway: a"
            + " probe that takes 403 for healthy was healthy before already.");
    doors.forEach(
        door -> {
          String mistaken =
              door.restrictions().rules().stream()
                  .filter(rule -> rule.allows() && rule.namesPrivateAddresses())
                  .map(Rule::name)
                  .collect(Collectors.joining(", "));
          if (!mistaken.isEmpty()) {
            steps.add(
                "%s of %s names private addresses, which the shared platform never sees: it lets"
                        .formatted(mistaken, door.app().name())
                    + " nobody in and can be taken out.");
          }
        });
    return steps;
  }
}
