package io.gatewayresponder.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.incident.Event.Ways;
import io.gatewayresponder.incident.Execution;
import io.gatewayresponder.incident.Execution.Progress;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Digest;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.OptionJson;
import io.gatewayresponder.resolution.Standing;
import io.gatewayresponder.resolution.UndoOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What can be taken back of an execution: those of its changes that stand now as written. */
final class WayBack {
  private final Clock clock;
  private final Duration timeToDecide;

  WayBack(Clock clock, Duration timeToDecide) {
    this.clock = clock;
    this.timeToDecide = timeToDecide;
  }

  /** The option whose plan was, or is being, executed; nothing when its stored plan is another. */
  static Optional<Option> executed(Incident incident) {
    Execution execution = incident.execution();
    if (execution == null) {
      return Optional.empty();
    }
    try {
      return incident.proposals().stream()
          .filter(it -> it.optionId().equals(execution.optionId()))
          .filter(it -> it.digest().equals(execution.digest()))
          .map(it -> OptionJson.read(it.option()))
          .filter(option -> Digest.of(option).equals(execution.digest()))
          .findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The undo, if there is one.
   *
   * @param read the document that holds a change's resource, as it is now
   */
  Optional<Proposal> undo(Incident incident, Function<Change, Look<JsonNode>> read) {
    Execution execution = incident.execution();
    Optional<Option> option = executed(incident).filter(it -> !UndoOption.isUndo(it));
    if (execution == null || option.isEmpty()) {
      return Optional.empty();
    }
    List<Change> standing = new ArrayList<>();
    List<Change> changes = option.get().changes();
    for (int i = 0; i < Math.min(changes.size(), execution.writes().size()); i++) {
      Change change = changes.get(i);
      if (execution.writes().get(i).progress() != Progress.PLANNED && stands(change, read)) {
        standing.add(change);
      }
    }
    return UndoOption.of(option.get(), standing).map(Conclusions::proposal);
  }

  private static boolean stands(Change change, Function<Change, Look<JsonNode>> read) {
    return read.apply(change)
        .asFound()
        .filter(root -> Standing.of(change, root) == Standing.AFTER)
        .isPresent();
  }

  /** These proposals, to be decided on from now. */
  Ways ways(List<Proposal> proposals) {
    return new Ways(proposals, clock.instant().plus(timeToDecide));
  }
}
