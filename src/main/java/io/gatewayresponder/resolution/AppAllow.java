package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.AccessRestrictions;
import io.gatewayresponder.evidence.AccessRestrictions.Rule;
import io.gatewayresponder.evidence.AppAccess;
import io.gatewayresponder.evidence.Sight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rule by which an app lets the gateway in, added to those that it has. Only the list is sent;
 * whether the rule wins is judged by the code that found the fault.
 */
final class AppAllow {
  /** The documented most. */
  private static final int MOST_RULES = 512;

  /** What Azure's own pages let a rule be called. */
  private static final int LONGEST_NAME = 32;

  /** Where numbers usually begin; every positive one is possible. */
  private static final int FIRST_NUMBER = 100;

  private static final String LIST = "ipSecurityRestrictions";

  private AppAllow() {}

  /**
   * The writes that let the gateway into all of these apps.
   *
   * @param before writes that come first, such as the one that gives the subnet its endpoint
   * @param who what the rule says of the gateway: its subnet, or its addresses
   * @return nothing where one of the apps cannot be opened this way
   */
  static Optional<List<Change>> plan(
      List<AppDoors.Door> doors, List<Change> before, Consumer<ObjectNode> who, Sight sight) {
    List<Change> changes = new ArrayList<>(before);
    for (AppDoors.Door door : doors) {
      if (letsIn(door, before.stream(), sight)) {
        continue;
      }
      Optional<Change> change = winning(door, who, before, sight);
      if (change.isEmpty()) {
        return Optional.empty();
      }
      changes.add(change.get());
    }
    return Optional.of(List.copyOf(changes));
  }

  private static Optional<Change> winning(
      AppDoors.Door door, Consumer<ObjectNode> who, List<Change> before, Sight sight) {
    List<Rule> rules = door.restrictions().rules();
    boolean unnumbered = rules.stream().anyMatch(rule -> rule.priority() == Integer.MAX_VALUE);
    if (unnumbered || rules.size() >= MOST_RULES) {
      return Optional.empty();
    }
    String name = name(rules, sight.gatewayId().name());
    return numbers(rules, door, sight)
        .map(number -> change(door, rule(name, number, who)))
        .filter(change -> letsIn(door, Stream.concat(before.stream(), Stream.of(change)), sight))
        .findFirst();
  }

  private static boolean letsIn(AppDoors.Door door, Stream<Change> changes, Sight sight) {
    Sight then = new SightAfter(sight, changes.toList());
    return AppDoors.caller(then)
        .flatMap(
            caller ->
                then.accessRestrictions(door.id())
                    .asFound()
                    .map(after -> AppAccess.of(door.app(), door.address(), after, caller)))
        .filter(AppAccess.Let.class::isInstance)
        .isPresent();
  }

  /**
   * Free ones. Where no rule is about the gateway, any will do; where one keeps it out, the nearest
   * below that, and then below each Deny before it.
   */
  private static Stream<Integer> numbers(List<Rule> rules, AppDoors.Door door, Sight sight) {
    Set<Integer> taken = rules.stream().map(Rule::priority).collect(Collectors.toSet());
    Optional<Rule> by = AppDoors.caller(sight).flatMap(door::by);
    IntStream anywhere =
        by.isPresent()
            ? IntStream.empty()
            : IntStream.iterate(FIRST_NUMBER, number -> number + 1)
                .filter(number -> !taken.contains(number))
                .limit(1);
    int decider = by.map(Rule::priority).orElse(Integer.MAX_VALUE);
    Stream<Integer> below =
        rules.stream()
            .filter(rule -> !rule.allows() && rule.priority() <= decider)
            .map(Rule::priority)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .flatMap(number -> freeBelow(number, taken).stream());
    return Stream.concat(anywhere.boxed(), below);
  }

  private static Optional<Integer> freeBelow(int number, Set<Integer> taken) {
    return IntStream.iterate(number - 1, it -> it >= 1, it -> it - 1)
        .filter(it -> !taken.contains(it))
        .boxed()
        .findFirst();
  }

  private static String name(List<Rule> rules, String gateway) {
    String whole = "gateway " + gateway;
    for (int i = 1; ; i++) {
      String suffix = i == 1 ? "" : " " + i;
      int end = Math.min(whole.length(), LONGEST_NAME - suffix.length());
      String name = whole.substring(0, end).strip() + suffix;
      if (rules.stream().noneMatch(rule -> rule.name().equalsIgnoreCase(name))) {
        return name;
      }
    }
  }

  private static ObjectNode rule(String name, int number, Consumer<ObjectNode> who) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    who.accept(rule);
    return rule.put("action", "Allow")
        .put("tag", "Default")
        .put("priority", number)
        .put("name", name)
        .put("description", "Lets the application gateway in.");
  }

  private static Change change(AppDoors.Door door, ObjectNode rule) {
    ArrayNode before = JsonNodeFactory.instance.arrayNode();
    List<JsonNode> made =
        new AccessRestrictions(Volatile.body(door.restrictions().document()))
            .rules().stream().map(Rule::document).toList();
    before.addAll(made);
    return Change.patchWeb(
        door.id().child("config", "web"), sent(before), sent(before.deepCopy().add(rule)));
  }

  private static ObjectNode sent(ArrayNode rules) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("properties").set(LIST, rules);
    return body;
  }
}
