package io.gatewayresponder.bench;

import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.OptionJson;
import io.gatewayresponder.resolution.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who decides on what an incident proposes. */
@FunctionalInterface
interface Decider {
  /**
   * What is approved.
   *
   * @param values what was entered, by parameter name; empty for the plan as it is proposed
   */
  record Choice(Option option, Map<String, String> values) {}

  /** Nothing, when nothing that is proposed is to be done. */
  Optional<Choice> choose(Incident incident);

  /**
   * Approves what is recommended, as it is proposed. Where nothing is, chooses what this person
   * knows to be right; and else, where something is asked that the person knows, answers it.
   *
   * @param answers what the person knows: by parameter name, or by the name, {@code @} and what the
   *     option is about, where that matters
   * @param chosen resolutions that the person would choose
   */
  static Decider knowing(Map<String, String> answers, Set<String> chosen) {
    return incident -> {
      List<Option> options = options(incident);
      return options.stream()
          .filter(option -> option.recommended() && option.writes())
          .map(option -> new Choice(option, Map.of()))
          .findFirst()
          .or(
              () ->
                  options.stream()
                      .filter(option -> chosen.contains(option.resolution()) && option.writes())
                      .flatMap(option -> choice(option, answers).stream())
                      .findFirst())
          .or(
              () ->
                  options.stream()
                      .filter(Option::asks)
                      .flatMap(option -> answered(option, answers).stream())
                      .findFirst());
    };
  }

  /**
   * Approves the first option of certain resolutions, whatever is recommended; answers what it
   * asks. Nobody approves the same option twice: what did not help does not help again.
   *
   * @param resolutions the one to choose first comes first
   * @param answers by parameter name
   */
  static Decider choosing(List<String> resolutions, Map<String, String> answers) {
    Set<String> done = new TreeSet<>();
    return incident -> {
      List<Option> options = options(incident);
      Optional<Choice> choice =
          resolutions.stream()
              .flatMap(name -> options.stream().filter(it -> it.resolution().equals(name)))
              .filter(option -> !done.contains(option.id()))
              .flatMap(option -> choice(option, answers).stream())
              .findFirst();
      choice.ifPresent(it -> done.add(it.option().id()));
      return choice;
    };
  }

  private static Optional<Choice> choice(Option option, Map<String, String> answers) {
    return option.writes() && !asksFor(option, answers)
        ? Optional.of(new Choice(option, Map.of()))
        : answered(option, answers);
  }

  private static boolean asksFor(Option option, Map<String, String> answers) {
    return option.parameters().stream()
        .anyMatch(parameter -> answer(option, parameter, answers).isPresent());
  }

  private static Optional<String> answer(
      Option option, Parameter parameter, Map<String, String> answers) {
    String about = option.id().substring(option.resolution().length() + 1);
    return Optional.ofNullable(answers.get(parameter.name() + "@" + about))
        .or(() -> Optional.ofNullable(answers.get(parameter.name())));
  }

  /** The options that an incident proposes, as they are stored. */
  static List<Option> options(Incident incident) {
    return incident.proposals().stream().map(Proposal::option).map(OptionJson::read).toList();
  }

  private static Optional<Choice> answered(Option option, Map<String, String> answers) {
    Map<String, String> values = new TreeMap<>();
    for (Parameter parameter : option.parameters()) {
      String answer = answer(option, parameter, answers).orElse(parameter.value());
      // What the person knows may not be possible yet, such as a pool that has no servers now.
      if (answer.isEmpty() || parameter.complaint(answer).isPresent()) {
        return Optional.empty();
      }
      values.put(parameter.name(), answer);
    }
    return Optional.of(new Choice(option, Map.copyOf(values)));
  }
}
