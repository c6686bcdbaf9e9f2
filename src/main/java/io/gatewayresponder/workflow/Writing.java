package io.gatewayresponder.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.Execution;
import io.gatewayresponder.incident.Execution.Progress;
import io.gatewayresponder.incident.Execution.Write;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Proof;
import io.gatewayresponder.resolution.Standing;
import io.gatewayresponder.workflow.Ports.ArmWriter;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Sent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes an approved plan, one change after another, in steps that survive a crash:
 *
 * <pre>
 * PLANNED ─► SENDING ─► ACCEPTED ─► WRITTEN ─► PROVEN
 *    ▲          │ refused for now
 *    └──────────┘
 * </pre>
 *
 * SENDING is stored before the request goes out. Whoever finds it there does not know whether the
 * request did, so reads the resource and sends again only if it is certain that nothing was taken.
 */
final class Writing {
  private final IncidentStore store;
  private final ArmWriter writer;
  private final Clock clock;
  private final Pace pace;
  private final WriteInHand.Tools tools;

  Writing(
      IncidentStore store,
      ArmWriter writer,
      Ledger ledger,
      Clock clock,
      Pace pace,
      WayBack wayBack) {
    this.store = store;
    this.writer = writer;
    this.clock = clock;
    this.pace = pace;
    this.tools = new WriteInHand.Tools(ledger, clock, writer, wayBack);
  }

  /** Goes on as far as it gets without waiting. */
  void goOn(Incident incident) {
    Execution execution = incident.execution();
    if (execution == null || !Waits.isDue(execution, clock.instant())) {
      return;
    }
    Optional<WriteInHand> inHand = WriteInHand.of(incident, tools);
    while (inHand.isPresent()) {
      inHand = step(inHand.get()).flatMap(next -> WriteInHand.of(next, tools));
    }
  }

  /** One step; the incident to go on with, or nothing when it is to wait or has ended. */
  private Optional<Incident> step(WriteInHand it) {
    if (clock.instant().isAfter(it.execution().begunAt().plus(Waits.EXECUTION))) {
      return it.wrong("not finished within " + Waits.EXECUTION.toHours() + " hours");
    }
    if (it.allProven()) {
      Instant lookAt = clock.instant().plus(pace.verifyEvery());
      return it.commit(new Event.Proven(it.execution().lookingAt(lookAt), lookAt));
    }
    return switch (it.write().progress()) {
      case PLANNED -> prepare(it);
      case SENDING -> recover(it);
      case ACCEPTED -> follow(it);
      case WRITTEN -> prove(it);
      case PROVEN, FAILED -> it.wrong("the write failed earlier");
    };
  }

  /** Looks once more, keeps what is there, and sends. */
  private Optional<Incident> prepare(WriteInHand it) {
    Look<JsonNode> look = read(it.change());
    if (look instanceof Look.Unreadable<JsonNode> unreadable) {
      return unreadable(it, unreadable);
    }
    JsonNode root = ((Look.Found<JsonNode>) look).value();
    if (Settled.isBusy(root)) {
      return it.later(Waits.UNREADABLE);
    }
    return switch (Standing.of(it.change(), root)) {
      case BEFORE -> {
        store.keepDocument(it.incident().id(), it.beforeName(), root);
        yield send(it);
      }
      case AFTER -> it.to(Progress.PROVEN, "It is there already; nothing had to be written");
      case OTHER -> it.wrong("the resource is not as it was when the plan was approved");
    };
  }

  private Optional<Incident> send(WriteInHand planned) {
    Instant now = clock.instant();
    // From here on the request may have been sent, whatever happens to us.
    Optional<WriteInHand> sending =
        planned
            .progress(
                new Write(Progress.SENDING, null, now, planned.write().detail()),
                now.plus(Waits.SENDING),
                "Sending " + planned.words())
            .flatMap(incident -> WriteInHand.of(incident, tools));
    return sending.flatMap(it -> answered(it, writer.send(it.change())));
  }

  private Optional<Incident> answered(WriteInHand it, Sent sent) {
    Instant now = clock.instant();
    if (sent instanceof Sent.Accepted accepted) {
      return accepted.operation() == null
          ? it.to(Progress.WRITTEN, "Azure made the change")
          : it.progress(
                  new Write(Progress.ACCEPTED, accepted.operation(), it.write().startedAt(), null),
                  now.plus(Waits.bounded(accepted.retryAfter())),
                  "Azure accepted the change")
              .flatMap(WriteInHand::stop);
    }
    if (sent instanceof Sent.Refused refused) {
      String why = "Azure refused it: " + refused.code() + " " + refused.message();
      if (!refused.later()) {
        return it.wrong(why);
      }
      boolean told = why.equals(it.write().detail());
      return it.progress(
              new Write(Progress.PLANNED, null, null, why),
              now.plus(Waits.bounded(refused.retryAfter())),
              told ? "" : why + "; trying again later")
          .flatMap(WriteInHand::stop);
    }
    // Still SENDING: after the wait, reading tells.
    return Optional.empty();
  }

  /** Somebody was about to send, and did not live to say what came of it. */
  private Optional<Incident> recover(WriteInHand it) {
    Look<JsonNode> look = read(it.change());
    if (look instanceof Look.Unreadable<JsonNode> unreadable) {
      return unreadable(it, unreadable);
    }
    JsonNode root = ((Look.Found<JsonNode>) look).value();
    if (Settled.isBusy(root)) {
      return it.progress(
              it.write().at(Progress.ACCEPTED),
              clock.instant().plus(Waits.UNREADABLE),
              "Azure is at work on the resource; following that")
          .flatMap(WriteInHand::stop);
    }
    Optional<JsonNode> before = store.document(it.incident().id(), it.beforeName());
    if (Settled.untouched(it.change(), before, root)) {
      return send(it);
    }
    return settled(it, root, "the resource changed otherwise while the write was under way");
  }

  private Optional<Incident> follow(WriteInHand it) {
    String operation = it.write().operation();
    if (operation == null) {
      return followByReading(it);
    }
    Ports.Progress progress = writer.follow(operation);
    if (progress instanceof Ports.Progress.Running running) {
      return it.later(Waits.bounded(running.retryAfter()));
    }
    if (progress instanceof Ports.Progress.Unclear) {
      return it.later(Waits.UNREADABLE);
    }
    if (progress instanceof Ports.Progress.Failed failed) {
      return it.wrong("Azure could not do it: " + failed.code() + " " + failed.message());
    }
    if (progress instanceof Ports.Progress.Forbidden forbidden) {
      return it.wrong(
          "Azure accepted the change, and does not let us follow what comes of it: "
              + forbidden.code()
              + " "
              + forbidden.message());
    }
    return it.to(Progress.WRITTEN, "Azure made the change");
  }

  private Optional<Incident> followByReading(WriteInHand it) {
    Look<JsonNode> look = read(it.change());
    if (look instanceof Look.Unreadable<JsonNode> unreadable) {
      return unreadable(it, unreadable);
    }
    JsonNode root = ((Look.Found<JsonNode>) look).value();
    if (Settled.isBusy(root)) {
      return it.later(Waits.UNREADABLE);
    }
    // Nothing is sent a second time here: the work that was seen may have been ours.
    return settled(it, root, "Azure came to rest, and the change is not there");
  }

  private Optional<Incident> settled(WriteInHand it, JsonNode root, String otherwise) {
    return Settled.isDone(it.change(), root)
        ? it.to(Progress.WRITTEN, "The change is there")
        : it.wrong(otherwise);
  }

  /** Exactly the planned difference, and nothing else. */
  private Optional<Incident> prove(WriteInHand it) {
    Look<JsonNode> look = read(it.change());
    if (look instanceof Look.Unreadable<JsonNode> unreadable) {
      return unreadable(it, unreadable);
    }
    JsonNode root = ((Look.Found<JsonNode>) look).value();
    if (Settled.isBusy(root)) {
      return it.later(Waits.UNREADABLE);
    }
    Optional<JsonNode> before = store.document(it.incident().id(), it.beforeName());
    if (before.isEmpty()) {
      return it.wrong("the state before the write is not stored, so nothing can be proven");
    }
    Proof proof = it.prove(before.get(), root);
    if (proof.proven()) {
      return it.to(Progress.PROVEN, "Read again: exactly the approved difference is there");
    }
    return it.wrong(WriteInHand.words(proof));
  }

  private static Optional<Incident> unreadable(
      WriteInHand it, Look.Unreadable<JsonNode> unreadable) {
    Duration wait = Waits.UNREADABLE;
    return switch (unreadable.why()) {
      case TIMED_OUT, UNREACHABLE, REFUSED -> it.later(wait);
      case FORBIDDEN, NOT_FOUND, MALFORMED ->
          it.wrong("cannot read what is written: " + unreadable.sentence());
    };
  }

  private Look<JsonNode> read(Change change) {
    return writer.read(change.document(), change.apiVersion());
  }
}
