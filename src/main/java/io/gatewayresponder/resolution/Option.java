package io.gatewayresponder.resolution;

import io.gatewayresponder.runbook.Family;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One way to resolve a finding. It writes (it has changes), asks (it will write once a person has
 * supplied what the evidence does not tell), or guides (it has neither, and says what a person
 * does).
 *
 * @param id stable between planning and planning again: the resolution's name and its target, such
 *     as {@code AllowGatewaySubnet:web-nsg/deny-8080}
 * @param resolution the resolution's name, such as {@code AllowGatewaySubnet}
 * @param family the guide's family
 * @param title one line for a person, names included
 * @param why the reason, from the evidence
 * @param recommended at most one option of a proposal is
 * @param risk what can go wrong
 * @param approversNeeded how many different people have to approve: 2 for what destroys something
 * @param parameters what a person may set, with the values that the changes were planned with
 * @param changes the exact writes, in order; empty for guidance, and while a parameter has no value
 * @param undo the writes that put everything back, in order
 * @param sideEffects what it affects besides
 * @param guidance for a person: what to check or run
 * @param cures the causes that should be gone afterwards
 * @param recovery how soon the back ends should recover, in a sentence; empty for guidance
 */
public record Option(
    String id,
    String resolution,
    Family family,
    String title,
    String why,
    boolean recommended,
    Risk risk,
    int approversNeeded,
    List<Parameter> parameters,
    List<Change> changes,
    List<Change> undo,
    List<String> sideEffects,
    List<String> guidance,
    List<Cure> cures,
    String recovery) {

  /** How much can go wrong. */
  public enum Risk {
    LOW,
    MEDIUM,
    HIGH
  }

  public Option {
    parameters = List.copyOf(parameters);
    changes = List.copyOf(changes);
    undo = List.copyOf(undo);
    sideEffects = List.copyOf(sideEffects);
    guidance = List.copyOf(guidance);
    cures = List.copyOf(cures);
  }

  public boolean writes() {
    return !changes.isEmpty();
  }

  /** True when it cannot be planned before a person has supplied a value. */
  public boolean asks() {
    return changes.isEmpty() && parameters.stream().anyMatch(parameter -> !parameter.isSet());
  }

  /**
   * True when the changes were planned with these values.
   *
   * @param values by parameter name, as a person entered them
   */
  public boolean isPlannedWith(Map<String, String> values) {
    return parameters.stream()
        .allMatch(
            parameter ->
                parameter
                    .type()
                    .tidy(values.getOrDefault(parameter.name(), parameter.value()))
                    .equals(parameter.value()));
  }

  /** What is looked at after the write to call it a success, in sentences. */
  public List<String> verification() {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Each resource is read again: exactly this difference has to be there, and nothing else.");
    Set<String> pairs = new LinkedHashSet<>();
    Set<String> rows = new LinkedHashSet<>();
    cures.forEach(
        cure -> {
          pairs.addAll(cure.pairs());
          rows.add(cure.row());
        });
    if (!pairs.isEmpty()) {
      sentences.add("Every server of " + String.join(", ", pairs) + " has to be healthy.");
    }
    if (!rows.isEmpty()) {
      sentences.add(
          "Then the runbook is walked again, and must not come to "
              + String.join(", ", rows)
              + " for this any more; what it finds besides is proposed next.");
    }
    return List.copyOf(sentences);
  }

  /** The same, where another option is the one to recommend. */
  Option notRecommended() {
    return notRecommended(List.of());
  }

  /**
   * The same, not recommended.
   *
   * @param reasons what a person reads before all other guidance
   */
  Option notRecommended(List<String> reasons) {
    return new Option(
        id,
        resolution,
        family,
        title,
        why,
        false,
        risk,
        approversNeeded,
        parameters,
        changes,
        undo,
        sideEffects,
        Stream.concat(reasons.stream(), guidance.stream()).toList(),
        cures,
        recovery);
  }

  /** An option that writes nothing: what a person does. */
  static Option guiding(
      String id, String resolution, Family family, String title, String why, List<String> steps) {
    return new Option(
        id,
        resolution,
        family,
        title,
        why,
        false,
        Risk.LOW,
        1,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        steps,
        List.of(),
        "");
  }

  /**
   * Begins an option that writes or asks.
   *
   * @param target what it is about, the rest of its id
   */
  static OptionDraft draft(Resolution resolution, String target, String title) {
    return new OptionDraft(resolution.name() + ":" + target, resolution, title);
  }
}
