package io.gatewayresponder.resolution;

import java.util.HashMap;
import java.util.Map;

/**
 * What a person entered for the parameters of options. Part of what a plan is made of: planning
 * again with the same answers and the same evidence gives the same plan.
 *
 * @param byOption values by parameter name, by option id
 */
public record Answers(Map<String, Map<String, String>> byOption) {
  private static final Answers NONE = new Answers(Map.of());

  public Answers {
    byOption = Map.copyOf(byOption);
  }

  /** Nobody entered anything: every option is planned with its best guesses. */
  public static Answers none() {
    return NONE;
  }

  /** What was entered for one option. */
  public static Answers to(String optionId, Map<String, String> values) {
    return new Answers(Map.of(optionId, Map.copyOf(values)));
  }

  /** The values that this option's plan was made with, to make it again. */
  public static Answers of(Option option) {
    Map<String, String> values = new HashMap<>();
    option.parameters().stream()
        .filter(Parameter::isSet)
        .forEach(parameter -> values.put(parameter.name(), parameter.value()));
    return to(option.id(), values);
  }

  /** Values by parameter name; empty when nothing was entered for the option. */
  Map<String, String> to(String optionId) {
    return byOption.getOrDefault(optionId, Map.of());
  }
}
