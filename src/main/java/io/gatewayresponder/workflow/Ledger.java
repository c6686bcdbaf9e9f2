package io.gatewayresponder.workflow;

import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Life;
import io.gatewayresponder.workflow.Ports.Commit;
import io.gatewayresponder.workflow.Ports.Conflict;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Stored;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets events happen to stored incidents: read, decide, commit; and when somebody else was faster,
 * read and decide again.
 */
final class Ledger {
  /** An alert storm on one gateway makes conflicts; each of them means that somebody succeeded. */
  private static final int MAX_TRIES = 30;

  private final IncidentStore store;
  private final Clock clock;

  Ledger(IncidentStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Lets one event happen, if the incident as it is now still asks for it.
   *
   * @param decide which event, or nothing; asked again after a conflict
   * @return the incident afterwards; empty when nothing was decided, or there is no such incident
   */
  Optional<Incident> apply(String incidentId, Function<Incident, Optional<Event>> decide) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<Stored> stored = store.find(incidentId);
      Optional<Event> event = stored.flatMap(it -> decide.apply(it.incident()));
      if (stored.isEmpty() || event.isEmpty()) {
        return Optional.empty();
      }
      Life.Next next = Life.next(stored.get().incident(), event.get(), clock.instant());
      try {
        boolean reopens =
            !stored.get().incident().state().isOpen() && next.incident().state().isOpen();
        return Optional.of(commit(next, stored.get().version(), reopens));
      } catch (Conflict e) {
        // Read again and decide again.
      }
    }
    throw new Conflict("the incident was changed by others " + MAX_TRIES + " times in a row");
  }

  /**
   * Stores one step.
   *
   * @param version that was read; null for a new incident
   */
  Incident commit(Life.Next next, @Nullable String version) {
    return commit(next, version, false);
  }

  private Incident commit(Life.Next next, @Nullable String version, boolean reopens) {
    if (!next.changed()) {
      return next.incident();
    }
    return store
        .commit(
            new Commit(
                next.incident(), version, next.timeline(), next.effects(), next.joined(), reopens))
        .incident();
  }
}
