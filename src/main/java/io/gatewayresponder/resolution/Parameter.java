package io.gatewayresponder.resolution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that the evidence does not tell and a person supplies or confirms: a probe path, an
 * address, a ceiling, a certificate. It comes prefilled where there is a best guess.
 *
 * @param name short and stable within its option, such as {@code path}
 * @param label what is asked for, in a person's words
 * @param type how a value has to look
 * @param least the smallest number, or the fewest entries of a list
 * @param most the largest number, or the most entries of a list
 * @param choices the only values there are; empty where the type alone decides
 * @param value what the option's plan was made with: the guess, or what a person entered; empty
 *     when there is none, and then the option has no plan yet
 * @param reason why this value
 */
public record Parameter(
    String name,
    String label,
    ParameterType type,
    long least,
    long most,
    List<String> choices,
    String value,
    String reason) {

  /** The reason beside a value that a person entered. */
  static final String ENTERED = "entered by the person who decides";

  public Parameter {
    choices = List.copyOf(choices);
  }

  /**
   * A whole number.
   *
   * @param guess the best guess; empty when there is none
   */
  static Parameter number(
      String name, String label, long least, long most, OptionalLong guess, String reason) {
    String value = guess.isPresent() ? Long.toString(guess.getAsLong()) : "";
    return new Parameter(
        name, label, ParameterType.WHOLE_NUMBER, least, most, List.of(), value, reason);
  }

  /** One of a few values; the first is the guess. */
  static Parameter choice(String name, String label, List<String> choices, String reason) {
    return new Parameter(name, label, ParameterType.CHOICE, 1, 1, choices, choices.get(0), reason);
  }

  /**
   * A single text of a type that says what it may be.
   *
   * @param guess the best guess; empty when there is none
   */
  static Parameter text(
      String name, String label, ParameterType type, String guess, String reason) {
    return new Parameter(name, label, type, 1, 1, List.of(), guess, reason);
  }

  /**
   * A list, its entries joined by commas.
   *
   * @param guess the best guess; empty when there is none
   */
  static Parameter list(
      String name, String label, ParameterType type, int most, List<String> guess, String reason) {
    return new Parameter(name, label, type, 1, most, List.of(), String.join(", ", guess), reason);
  }

  /** True when there is a value to plan with. */
  public boolean isSet() {
    return !value.isEmpty();
  }

  /** What is wrong with a value, in a sentence for the person who entered it. */
  public Optional<String> complaint(String entered) {
    return type.complaint(this, entered).map(what -> label + ": " + what);
  }

  /**
   * The same with the value that a person entered for it, if one did. A value that is not allowed
   * (any more) is not taken.
   *
   * @param answers values by parameter name
   */
  Parameter answered(Map<String, String> answers) {
    String entered = answers.getOrDefault(name, value);
    return entered.equals(value) || complaint(entered).isPresent()
        ? this
        : new Parameter(name, label, type, least, most, choices, type.tidy(entered), ENTERED);
  }
}
