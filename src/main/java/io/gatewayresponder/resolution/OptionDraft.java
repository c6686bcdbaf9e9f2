package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An option that writes, in the making. What is not said is the careful default: low risk, one
 * person, not recommended. The undo follows from the changes.
 */
final class OptionDraft {
  private final String id;
  private final Resolution resolution;
  private final String title;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<String> sideEffects = new ArrayList<>();
  private final List<String> guidance = new ArrayList<>();
  private final List<Meant> cures = new ArrayList<>();
  private String why = "";
  private boolean recommended;
  private Option.Risk risk = Option.Risk.LOW;
  private int approversNeeded = 1;
  private String recovery = "";

  /** A cause that should be gone, and what was seen when it was planned for. */
  private record Meant(Finding cause, Sight sight) {
    Cure after(List<Change> changes) {
      return Cure.of(
          cause, sight.gateway().asFound(), new SightAfter(sight, changes).gateway().asFound());
    }
  }

  OptionDraft(String id, Resolution resolution, String title) {
    this.id = id;
    this.resolution = resolution;
    this.title = title;
  }

  /** The option's id, under which answers to its parameters are found. */
  String id() {
    return id;
  }

  OptionDraft why(String reason) {
    why = reason;
    return this;
  }

  OptionDraft recommended(boolean isRecommended) {
    recommended = isRecommended;
    return this;
  }

  OptionDraft risk(Option.Risk newRisk) {
    risk = newRisk;
    return this;
  }

  OptionDraft approvers(int people) {
    approversNeeded = people;
    return this;
  }

  /**
   * Asks for something.
   *
   * @return the parameter with the answer to it, if there is one
   */
  Parameter ask(Parameter parameter, Answers answers) {
    Map<String, String> values = answers.to(id);
    Parameter answered = parameter.answered(values);
    parameters.add(answered);
    return answered;
  }

  OptionDraft changes(List<Change> more) {
    changes.addAll(more);
    return this;
  }

  OptionDraft sideEffects(List<String> more) {
    sideEffects.addAll(more);
    return this;
  }

  OptionDraft guidance(List<String> more) {
    guidance.addAll(more);
    return this;
  }

  OptionDraft cures(List<Finding> causes, Sight sight) {
    causes.forEach(cause -> cures.add(new Meant(cause, sight)));
    return this;
  }

  OptionDraft recovery(String expected) {
    recovery = expected;
    return this;
  }

  Option done() {
    return new Option(
        id,
        resolution.name(),
        resolution.family(),
        title,
        why,
        recommended,
        risk,
        approversNeeded,
        parameters,
        changes,
        Undo.of(changes),
        sideEffects,
        guidance,
        cures.stream().map(cause -> cause.after(changes)).distinct().toList(),
        recovery);
  }
}
