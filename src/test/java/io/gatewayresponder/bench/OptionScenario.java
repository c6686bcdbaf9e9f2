package io.gatewayresponder.bench;

import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.lab.fault.Fault;
import io.gatewayresponder.lab.fault.Faults;
import io.gatewayresponder.lab.fault.Topologies;
import io.gatewayresponder.lab.fault.Topology;
import io.gatewayresponder.lab.fault.World;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A cause that is injected into a drawn gateway, and one resolution's option by which it is mended.
 *
 * @param resolution of which the first option is approved, whatever is recommended
 * @param then what is approved afterwards, when the incident goes on: resolutions, in any order
 * @param fault what breaks
 * @param topology the gateway that is broken
 * @param prepare what is done to the world before anything is broken
 * @param answers by parameter name, over what the fault itself knows; for an option that asks
 * @param end where the incident comes to rest
 * @param undo what becomes of it when it is taken back
 * @param transcript how the incident has to read in the end
 */
record OptionScenario(
    String resolution,
    List<String> then,
    Fault fault,
    Topology topology,
    Consumer<World> prepare,
    Map<String, String> answers,
    State end,
    Undo undo,
    String transcript) {
  /** A morning in spring: nothing here depends on the time. */
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  /** What becomes of an option when it is taken back. */
  enum Undo {
    /** All documents are as before. */
    RESTORES,
    /** What stood there before is what Azure refuses today: nothing is changed. */
    IS_REFUSED,
    /** An action, or a write of what was there: no undo is offered. */
    DOES_NOT_EXIST
  }

  /** A gateway in the middle of a scenario. */
  record Stage(Broken broken, TwinRoom room, IncidentLoop loop) {}

  /** After a fault of the catalogue, on the gateway that a seed draws. */
  static OptionScenario of(String resolution, String fault, long seed) {
    return of(
        resolution,
        Faults.all().stream().filter(one -> one.name().equals(fault)).findFirst().orElseThrow(),
        Topologies.generate(seed));
  }

  static OptionScenario of(String resolution, Fault fault, Topology topology) {
    return new OptionScenario(
        resolution,
        List.of(),
        fault,
        topology,
        world -> {},
        Map.of(),
        State.RESOLVED,
        Undo.RESTORES,
        "");
  }

  /** The person enters this for a parameter. */
  OptionScenario answering(String parameter, String value) {
    Map<String, String> more = new HashMap<>(answers);
    more.put(parameter, value);
    return new OptionScenario(
        resolution, then, fault, topology, prepare, Map.copyOf(more), end, undo, transcript);
  }

  /** One write leads to the next question, which this resolution answers. */
  OptionScenario then(String next) {
    List<String> more = new ArrayList<>(then);
    more.add(next);
    return new OptionScenario(
        resolution, List.copyOf(more), fault, topology, prepare, answers, end, undo, transcript);
  }

  /** The gateway has something that none has which is drawn. */
  OptionScenario where(Consumer<World> preparation) {
    return new OptionScenario(
        resolution, then, fault, topology, preparation, answers, end, undo, transcript);
  }

  /** Taking it back does not simply restore what was there. */
  OptionScenario undo(Undo other) {
    return new OptionScenario(
        resolution, then, fault, topology, prepare, answers, end, other, transcript);
  }

  /** The incident is over when the gateway is well, and reads like this. */
  OptionScenario reads(String line) {
    return new OptionScenario(
        resolution, then, fault, topology, prepare, answers, State.RESOLVED, undo, line);
  }

  /** The option is no remedy by itself: the incident is left like this, and reads like this. */
  OptionScenario isLeft(State state, String line) {
    return new OptionScenario(
        resolution, then, fault, topology, prepare, answers, state, undo, line);
  }

  /** Unique, and fit for a file's name. */
  String name() {
    return resolution + "-" + fault.name();
  }

  Decider person(Broken broken) {
    Map<String, String> known = new HashMap<>();
    broken.injected().forEach(one -> known.putAll(one.truth().answers()));
    known.putAll(answers);
    List<String> chosen = new ArrayList<>(List.of(resolution));
    chosen.addAll(then);
    return Decider.choosing(chosen, known);
  }

  /** Sets the scene, and hands it over. */
  <T> T on(TwinRoom.Shared shared, Function<Stage, T> play) throws IOException {
    if (!fault.possible().test(topology)) {
      throw new IllegalStateException(this + ": the fault is not possible on this gateway");
    }
    try (Broken broken =
            Broken.of(topology, prepare, List.of(fault), START, shared.authority().authorities());
        TwinRoom room = TwinRoom.of(shared, broken.world().estate(), broken.world().causes())) {
      return play.apply(new Stage(broken, room, new IncidentLoop(broken.world(), room)));
    }
  }

  @Override
  public String toString() {
    return resolution + " after " + fault.name() + " (gateway " + topology.seed() + ")";
  }
}
