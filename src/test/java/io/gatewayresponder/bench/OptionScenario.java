package io.gatewayresponder.bench;

import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.lab.fault.Fault;
import io.gatewayresponder.lab.fault.Faults;
import io.gatewayresponder.lab.fault.Topologies;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A cause that is injected into a drawn gateway, and one resolution's option by which it is mended.
 *
 * @param resolution of which the first option is approved, whatever is recommended
 * @param fault of the catalogue
 * @param seed that draws the gateway
 * @param answers by parameter name, over what the fault itself knows; for an option that asks
 * @param transcript how the incident has to read in the end
 */
record OptionScenario(
    String resolution, String fault, long seed, Map<String, String> answers, String transcript) {
  /** A morning in spring: nothing here depends on the time. */
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  /** A gateway in the middle of a scenario. */
  record Stage(Broken broken, TwinRoom room, IncidentLoop loop) {
    Story play(OptionScenario scenario) {
      return loop.run(scenario.person(broken), () -> true);
    }
  }

  private Decider person(Broken broken) {
    Map<String, String> known = new HashMap<>();
    broken.injected().forEach(one -> known.putAll(one.truth().answers()));
    known.putAll(answers);
    return Decider.choosing(resolution, known);
  }

  /** Sets the scene, and hands it over. */
  <T> T on(TwinRoom.Shared shared, Function<Stage, T> play) throws IOException {
    List<Fault> faults = Faults.all().stream().filter(one -> one.name().equals(fault)).toList();
    try (Broken broken =
            Broken.of(Topologies.generate(seed), faults, START, shared.authority().authorities());
        TwinRoom room = TwinRoom.of(shared, broken.world().estate(), broken.world().causes())) {
      return play.apply(new Stage(broken, room, new IncidentLoop(broken.world(), room)));
    }
  }

  @Override
  public String toString() {
    return resolution + " mends " + fault + " (gateway " + seed + ")";
  }
}
