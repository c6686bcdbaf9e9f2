package io.gatewayresponder.workflow;

import io.gatewayresponder.approval.Policy;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.AlertText;
import io.gatewayresponder.incident.Approval.Person;
import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.resolution.Answers;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.OptionJson;
import io.gatewayresponder.resolution.Parameter;
import io.gatewayresponder.workflow.Decide.Result;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Sights;
import io.gatewayresponder.workflow.Ports.Stored;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans a proposed option again with values that a person supplied. Looks afresh, read-only, so the
 * change that is shown is one for the world of now. Nothing is approved by this: the new plan has a
 * digest of its own, and that is what is decided on.
 */
public final class Replanning {
  /** As many words as the values of one option get in the timeline. */
  private static final int MAX_WORDS = 300;

  private final IncidentStore store;
  private final Sights sights;
  private final Diagnoser diagnoser;
  private final Planner planner;
  private final Policy policy;
  private final Ledger ledger;
  private final Clock clock;

  public Replanning(
      IncidentStore store,
      Sights sights,
      Diagnoser diagnoser,
      Planner planner,
      Policy policy,
      Clock clock) {
    this.store = store;
    this.sights = sights;
    this.diagnoser = diagnoser;
    this.planner = planner;
    this.policy = policy;
    this.ledger = new Ledger(store, clock);
    this.clock = clock;
  }

  /**
   * @param values by parameter name; a parameter that is left out keeps its value
   */
  public record Request(
      String incidentId, Person person, String option, Map<String, String> values) {
    public Request {
      values = Map.copyOf(values);
    }
  }

  /**
   * Plans and stores.
   *
   * @throws Unavailable when it could not be stored
   */
  public Result plan(Request request) {
    // First, so that a stranger learns nothing about what there is.
    if (policy.mayDecide(request.person()) instanceof Policy.Verdict.No no) {
      return new Result.NotAllowed(no.reason());
    }
    try {
      Optional<Stored> stored = store.find(request.incidentId());
      return stored.isEmpty() ? new Result.Unknown() : plan(stored.get().incident(), request);
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Unavailable("the plan could not be stored", e);
    }
  }

  private Result plan(Incident incident, Request request) {
    if (incident.state() != State.AWAITING_APPROVAL) {
      return new Result.NotOpen("the incident does not wait for a decision");
    }
    Optional<Proposal> proposal =
        incident.proposals().stream()
            .filter(it -> it.optionId().equals(request.option()))
            .findFirst();
    if (proposal.isEmpty()) {
      return new Result.BadInput("there is no such option");
    }
    Option option = OptionJson.read(proposal.get().option());
    Optional<String> complaint = complaint(option, request.values());
    if (complaint.isPresent()) {
      return new Result.BadInput(complaint.get());
    }
    Map<String, String> values = new HashMap<>(Answers.of(option).byOption().get(option.id()));
    values.putAll(request.values());
    return store(incident, request, again(incident, option, values), values);
  }

  /**
   * What is wrong with the values, in a sentence.
   *
   * @param values by parameter name
   */
  static Optional<String> complaint(Option option, Map<String, String> values) {
    List<String> names = option.parameters().stream().map(Parameter::name).toList();
    if (!names.containsAll(values.keySet())) {
      // The name may be anything, so it is not repeated.
      return Optional.of(
          names.isEmpty()
              ? "this option takes no values"
              : "there is no such value; this option takes " + String.join(", ", names));
    }
    return option.parameters().stream()
        .flatMap(
            parameter ->
                Optional.ofNullable(values.get(parameter.name()))
                    .flatMap(parameter::complaint)
                    .stream())
        .findFirst();
  }

  private Optional<Option> again(Incident incident, Option option, Map<String, String> values) {
    Sight sight = sights.forTriage(incident.gateway());
    return planner
        .options(diagnoser.diagnose(sight), sight, Answers.to(option.id(), values))
        .stream()
        .filter(it -> it.id().equals(option.id()))
        .findFirst();
  }

  private Result store(
      Incident incident, Request request, Optional<Option> planned, Map<String, String> values) {
    if (planned.isEmpty()) {
      return new Result.NotOpen(
          "what the option was for is not there any more, or these values would not mend it");
    }
    Option option = planned.get();
    if (!option.writes()) {
      return new Result.BadInput("with these values there is nothing to change: " + option.why());
    }
    Event event =
        new Event.Replanned(
            Conclusions.proposal(option),
            request.person().name() + " (" + request.person().objectId() + ")",
            AlertText.shown(words(option, values), MAX_WORDS));
    return ledger
        .apply(
            incident.id(),
            now ->
                now.state() == State.AWAITING_APPROVAL
                        && now.approval() != null
                        && clock.instant().isBefore(now.approval().expiresAt())
                    ? Optional.of(event)
                    : Optional.empty())
        .<Result>map(Result.Done::new)
        .orElseGet(() -> new Result.NotOpen("the incident does not wait for a decision any more"));
  }

  private static String words(Option option, Map<String, String> values) {
    return String.join(
        ", ",
        option.parameters().stream()
            .filter(parameter -> values.containsKey(parameter.name()))
            .map(parameter -> parameter.name() + " = " + parameter.value())
            .toList());
  }
}
