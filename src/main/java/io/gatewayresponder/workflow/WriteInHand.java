package io.gatewayresponder.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.incident.AlertText;
import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.Execution;
import io.gatewayresponder.incident.Execution.Progress;
import io.gatewayresponder.incident.Execution.Write;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Difference;
import io.gatewayresponder.resolution.Digest;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.OptionJson;
import io.gatewayresponder.resolution.Proof;
import io.gatewayresponder.workflow.Ports.ArmWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The write of an execution that is next: the change, how far it is, and how to store that it got
 * further. Whatever is stored counts only while the execution is still as it was read here, so of
 * two handlers at work on one write only one gets on.
 */
final class WriteInHand {
  /** Version and first digits of a digest tell the plans of one incident apart. */
  private static final int NAMED_DIGITS = 15;

  /** As long as a reason may get in the timeline. */
  private static final int MAX_WORDS = 1000;

  private final Incident incident;
  private final Execution execution;
  private final List<Change> changes;
  private final int index;
  private final Tools tools;

  /** What a write is carried on with. */
  record Tools(Ledger ledger, Clock clock, ArmWriter writer, WayBack wayBack) {}

  private WriteInHand(
      Incident incident, Execution execution, List<Change> changes, int index, Tools tools) {
    this.incident = incident;
    this.execution = execution;
    this.changes = changes;
    this.index = index;
    this.tools = tools;
  }

  /** Nothing when the incident does not execute. */
  static Optional<WriteInHand> of(Incident incident, Tools tools) {
    Execution execution = incident.execution();
    if (incident.state() != State.EXECUTING || execution == null) {
      return Optional.empty();
    }
    int index = 0;
    while (index < execution.writes().size()
        && execution.writes().get(index).progress() == Progress.PROVEN) {
      index++;
    }
    WriteInHand it = new WriteInHand(incident, execution, changes(incident), index, tools);
    if (it.changes.size() != execution.writes().size()) {
      it.commit(
          new Event.WentWrong(
              execution,
              "The stored plan is not the one that was approved",
              Event.Ways.none(tools.clock().instant())));
      return Optional.empty();
    }
    return Optional.of(it);
  }

  /** The changes that were approved; none when the stored plan has another digest. */
  private static List<Change> changes(Incident incident) {
    Optional<Proposal> approved = Redeeming.approved(incident);
    if (approved.isEmpty()) {
      return List.of();
    }
    try {
      Option option = OptionJson.read(approved.get().option());
      return Digest.of(option).equals(approved.get().digest()) ? option.changes() : List.of();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  Incident incident() {
    return incident;
  }

  Execution execution() {
    return execution;
  }

  boolean allProven() {
    return index == changes.size();
  }

  Change change() {
    return changes.get(index);
  }

  Write write() {
    return execution.writes().get(index);
  }

  /** The name of the document that keeps the resource as it was just before this write. */
  String beforeName() {
    return "before-" + execution.digest().substring(0, NAMED_DIGITS) + "-" + (index + 1);
  }

  String words() {
    Change change = change();
    return change.operation() + " " + change.resourceId() + change.path();
  }

  Proof prove(JsonNode before, JsonNode after) {
    return Proof.of(change().document(), before, after, List.of(change()));
  }

  static String words(Proof proof) {
    return Stream.concat(
            proof.unplanned().stream().map(it -> "not planned: " + it.sentence()),
            proof.missing().stream().map(Difference::sentence).map(it -> "missing: " + it))
        .collect(Collectors.joining("; ", "the difference is not the approved one: ", ""));
  }

  /** This write is further on, and the next thing can be done at once. */
  Optional<Incident> to(Progress progress, String detail) {
    return progress(write().at(progress), tools.clock().instant(), detail);
  }

  /** The same at a later time. */
  Optional<Incident> later(Duration wait) {
    return progress(write(), tools.clock().instant().plus(wait), "").flatMap(WriteInHand::stop);
  }

  Optional<Incident> progress(Write write, Instant lookAt, String detail) {
    return commit(
        new Event.Progressed(
            execution.with(index, write, lookAt), lookAt, AlertText.shown(detail, MAX_WORDS)));
  }

  /** A person has to go on. */
  Optional<Incident> wrong(String why) {
    String words = AlertText.shown(allProven() ? why : words() + ": " + why, MAX_WORDS);
    Execution failed =
        allProven()
            ? execution
            : execution.with(
                index,
                new Write(Progress.FAILED, write().operation(), write().startedAt(), words),
                execution.nextLookAt());
    List<Proposal> back =
        tools
            .wayBack()
            .undo(incident, change -> tools.writer().read(change.document(), change.apiVersion()))
            .stream()
            .toList();
    return commit(new Event.WentWrong(failed, words, tools.wayBack().ways(back)));
  }

  /** Stores the event, unless somebody else got further meanwhile. */
  Optional<Incident> commit(Event event) {
    return tools
        .ledger()
        .apply(
            incident.id(),
            now -> {
              Execution theirs = now.execution();
              boolean asRead =
                  now.state() == State.EXECUTING
                      && theirs != null
                      && Objects.equals(theirs.writes(), execution.writes());
              return asRead ? Optional.of(event) : Optional.empty();
            });
  }

  /** Stored; the rest is for a later message. */
  static Optional<Incident> stop(Incident incident) {
    return Optional.empty();
  }
}
