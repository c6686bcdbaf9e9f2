package io.gatewayresponder.workflow;

import io.gatewayresponder.approval.Policy;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.Approval.Person;
import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.resolution.Documents;
import io.gatewayresponder.workflow.Decide.Result;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Sights;
import io.gatewayresponder.workflow.Ports.Stored;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proposes to take back the change of an incident that has ended. The undo is approved like any
 * change; asking for it writes nothing.
 */
public final class Undoing {
  private static final Set<State> WRITTEN = Set.of(State.RESOLVED, State.NOT_RESOLVED);

  private final IncidentStore store;
  private final Sights sights;
  private final Policy policy;
  private final Outbox outbox;
  private final Ledger ledger;
  private final WayBack wayBack;

  public Undoing(IncidentStore store, Sights sights, Policy policy, Outbox outbox, Clock clock) {
    this.store = store;
    this.sights = sights;
    this.policy = policy;
    this.outbox = outbox;
    this.ledger = new Ledger(store, clock);
    this.wayBack = new WayBack(clock, policy.timeToDecide());
  }

  /**
   * Proposes the undo.
   *
   * @throws Unavailable when it could not be stored
   */
  public Result propose(String incidentId, Person person) {
    // First, so that a stranger learns nothing about what there is.
    if (policy.mayDecide(person) instanceof Policy.Verdict.No no) {
      return new Result.NotAllowed(no.reason());
    }
    try {
      Optional<Stored> stored = store.find(incidentId);
      return stored.isEmpty() ? new Result.Unknown() : propose(stored.get().incident(), person);
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Unavailable("the undo could not be proposed", e);
    }
  }

  private Result propose(Incident incident, Person person) {
    if (!WRITTEN.contains(incident.state())) {
      return new Result.NotOpen("only an incident that ended with a change has an undo");
    }
    Optional<Stored> open = store.findOpen(incident.gatewayKey());
    if (open.isPresent()) {
      return new Result.NotOpen("another incident of this gateway is open; settle that one first");
    }
    Sight sight = sights.forVerification(incident.gateway());
    Documents documents = Documents.of(sight);
    Optional<Proposal> undo = wayBack.undo(incident, change -> documents.read(change.document()));
    if (undo.isEmpty()) {
      return new Result.NotOpen(
          "there is nothing to take back: the change has no undo, or does not stand any more");
    }
    String by = person.name() + " (" + person.objectId() + ")";
    Optional<Incident> after =
        ledger.apply(
            incident.id(),
            now ->
                now.state() == incident.state()
                    ? Optional.of(new Event.UndoAsked(by, wayBack.ways(List.of(undo.get()))))
                    : Optional.empty());
    if (after.isEmpty()) {
      return new Result.NotOpen("the incident has changed meanwhile");
    }
    try {
      outbox.flush(incident.gatewayKey(), Outbox.What.MESSAGES);
    } catch (RuntimeException e) {
      // The proposal is stored; the reconciliation passes it on.
      return new Result.Done(after.get());
    }
    return new Result.Done(after.get());
  }
}
