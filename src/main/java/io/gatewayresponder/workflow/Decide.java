package io.gatewayresponder.workflow;

import io.gatewayresponder.approval.Policy;
import io.gatewayresponder.incident.AlertText;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Approval.Person;
import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.OptionJson;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a person's decision on a proposal, if that person may decide it. */
public final class Decide {
  /** As long as a reason may be: a paragraph. */
  public static final int MAX_REASON = 500;

  private final IncidentStore store;
  private final Policy policy;
  private final Outbox outbox;
  private final Ledger ledger;
  private final Clock clock;

  public Decide(IncidentStore store, Policy policy, Outbox outbox, Clock clock) {
    this.store = store;
    this.policy = policy;
    this.outbox = outbox;
    this.ledger = new Ledger(store, clock);
    this.clock = clock;
  }

  /**
   * @param digest of the plan as the person saw it
   * @param approve or reject
   * @param reason in the person's words; may be empty
   * @param values of the option's parameters as they stand in the person's form; may be empty.
   *     Nothing is planned from them here: where they are not the plan's, the decision is refused
   */
  public record Request(
      String incidentId,
      Person person,
      String option,
      String digest,
      boolean approve,
      String reason,
      Map<String, String> values) {
    public Request {
      values = Map.copyOf(values);
    }

    /** A decision on the plan as it was shown. */
    public Request(
        String incidentId,
        Person person,
        String option,
        String digest,
        boolean approve,
        String reason) {
      this(incidentId, person, option, digest, approve, reason, Map.of());
    }
  }

  /** What to answer. */
  public sealed interface Result {
    /** The decision is stored and counts. */
    record Done(Incident incident) implements Result {}

    /** 403. */
    record NotAllowed(String reason) implements Result {}

    /** 404. */
    record Unknown() implements Result {}

    /** Nobody has to decide any more: 409. */
    record NotOpen(String reason) implements Result {}

    /** The plan is another one than the person saw: 409. */
    record DigestDiffers() implements Result {}

    /** 400. */
    record BadInput(String reason) implements Result {}
  }

  /**
   * Decides.
   *
   * @throws Unavailable when the decision could not be stored
   */
  public Result decide(Request request) {
    // First, so that a stranger learns nothing about what there is.
    if (policy.mayDecide(request.person()) instanceof Policy.Verdict.No no) {
      return new Result.NotAllowed(no.reason());
    }
    try {
      return vote(request);
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Unavailable("the decision could not be stored", e);
    }
  }

  private Result vote(Request request) {
    Optional<Stored> stored = store.find(request.incidentId());
    if (stored.isEmpty()) {
      return new Result.Unknown();
    }
    List<Result> refusals = new ArrayList<>();
    Optional<Incident> after =
        ledger.apply(
            request.incidentId(),
            incident -> {
              Instant now = clock.instant();
              refusals.clear();
              refuse(incident, request, now).ifPresent(refusals::add);
              return refusals.isEmpty()
                  ? Optional.of(event(incident, request, now))
                  : Optional.empty();
            });
    if (after.isEmpty()) {
      return refusals.isEmpty() ? new Result.Unknown() : refusals.get(0);
    }
    try {
      outbox.flush(after.get().gatewayKey(), Outbox.What.MESSAGES);
    } catch (RuntimeException e) {
      // The decision is stored and counts; the reconciliation passes it on.
      return new Result.Done(after.get());
    }
    return new Result.Done(after.get());
  }

  private Optional<Result> refuse(Incident incident, Request request, Instant now) {
    Approval approval = incident.approval();
    if (incident.state() != State.AWAITING_APPROVAL || approval == null) {
      return Optional.of(
          new Result.NotOpen(
              "the incident is " + incident.state().name().toLowerCase(java.util.Locale.ROOT)));
    }
    if (!now.isBefore(approval.expiresAt())) {
      return Optional.of(new Result.NotOpen("the time to decide is over"));
    }
    Optional<Proposal> proposal = find(incident, request.option());
    if (proposal.isEmpty()) {
      return Optional.of(new Result.BadInput("there is no such option"));
    }
    if (!proposal.get().writes()) {
      return Optional.of(new Result.BadInput("guidance cannot be decided on"));
    }
    Optional<String> complaint = complaint(proposal.get(), request);
    if (complaint.isPresent()) {
      return complaint.map(Result.BadInput::new);
    }
    if (!proposal.get().digest().equals(request.digest())) {
      return Optional.of(new Result.DigestDiffers());
    }
    return policy.mayDecide(request.person(), incident, proposal.get(), request.approve())
            instanceof Policy.Verdict.No no
        ? Optional.of(new Result.NotAllowed(no.reason()))
        : Optional.empty();
  }

  private static Optional<String> complaint(Proposal proposal, Request request) {
    Option option = OptionJson.read(proposal.option());
    if (!request.approve()) {
      return Optional.empty();
    }
    Optional<String> complaint = Replanning.complaint(option, request.values());
    if (complaint.isPresent()) {
      return complaint;
    }
    if (!option.writes()) {
      return Optional.of("the change is not planned yet: supply what it asks for first");
    }
    return option.isPlannedWith(request.values())
        ? Optional.empty()
        : Optional.of(
            "the values are not those of the plan that was shown: plan with them first, and look"
                + " at the change");
  }

  private static Event event(Incident incident, Request request, Instant now) {
    Proposal proposal = find(incident, request.option()).orElseThrow();
    return new Event.Voted(
        proposal.optionId(),
        proposal.digest(),
        proposal.approversNeeded(),
        new Approval.Vote(
            request.person(),
            request.approve(),
            AlertText.shown(request.reason(), MAX_REASON),
            now));
  }

  private static Optional<Proposal> find(Incident incident, String optionId) {
    return incident.proposals().stream()
        .filter(proposal -> proposal.optionId().equals(optionId))
        .findFirst();
  }
}
