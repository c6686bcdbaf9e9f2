package io.gatewayresponder.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.lab.fault.Dice;
import io.gatewayresponder.lab.fault.Fault;
import io.gatewayresponder.lab.fault.Faults;
import io.gatewayresponder.lab.fault.Topologies;
import io.gatewayresponder.lab.fault.Topology;
import io.gatewayresponder.lab.fault.Truth;
import io.gatewayresponder.lab.fault.World;
import io.gatewayresponder.lab.twin.arm.LabAuthority;
import io.gatewayresponder.lab.twin.estate.Estate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Somebody else changes Azure between the proposal and its approval. Nothing may be written then;
 * the person hears what moved and decides on a new plan, and the other's change is still there in
 * the end.
 */
class SomebodyElseIT {
  private static final Duration WHILE = Duration.ofMinutes(8);

  private record Played(Story story, Estate estate, Topology topology) {
    JsonNode gateway() {
      return estate.find(topology.gatewayId()).orElseThrow();
    }

    Incident incident() {
      return story.incidents().get(0);
    }

    String refusal() {
      return story.timeline().stream()
          .filter(entry -> entry.what().equals("refused"))
          .map(io.gatewayresponder.incident.TimelineEntry::detail)
          .findFirst()
          .orElse("");
    }
  }

  /**
   * @param meanwhile what somebody else does once the first plan is proposed
   */
  private static Played play(String name, Consumer<World> meanwhile) throws IOException {
    Fault fault =
        Faults.all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    Topology topology =
        LongStream.range(1, 100)
            .mapToObj(Topologies::generate)
            .filter(fault.possible())
            .findFirst()
            .orElseThrow();
    Path directory = Path.of("target", "somebody-else");
    LabAuthority authority = LabAuthority.open(directory);
    Instant start = Instant.now().minus(WHILE.multipliedBy(2));
    try (World world = new World(topology, start, authority.authorities())) {
      world.pass(WHILE);
      Truth truth = fault.apply().apply(world, new Dice(1));
      world.pass(WHILE);
      try (TwinRoom room =
          TwinRoom.of(TwinRoom.Shared.in(directory), world.estate(), world.causes())) {
        Decider person = Decider.knowing(truth.answers(), Set.of(truth.choice()));
        boolean[] done = {false};
        Decider interrupted =
            incident -> {
              Optional<Decider.Choice> choice = person.choose(incident);
              if (!done[0]) {
                done[0] = true;
                meanwhile.accept(world);
              }
              return choice;
            };
        Story story = new IncidentLoop(world, room).run(interrupted, () -> true);
        return new Played(story, world.estate(), topology);
      }
    }
  }

  private static void editGateway(World world, Consumer<ObjectNode> edit) {
    world.estate().update(world.topology().gatewayId(), edit);
  }

  private static void assertRefusedThenResolved(Played played) {
    assertEquals(State.RESOLVED, played.incident().state(), played.story().atLength());
    assertEquals(2, played.story().approved().size(), "approved once more");
    assertTrue(played.refusal().contains("changed since the approval"), played.story().atLength());
    assertEquals(1, played.story().writes().size(), played.story().atLength());
    assertEquals(1, played.story().unapproved().size() + played.story().writes().size());
  }

  @Test
  void what_others_add_to_the_gateway_survives_and_so_does_what_nobody_knows() throws IOException {
    Played played =
        play(
            "load-at-autoscale-ceiling",
            world ->
                editGateway(
                    world,
                    gateway -> {
                      gateway.withObject("/tags").put("owner", "somebody else");
                      gateway
                          .withObject("/properties/policyOfNextYear")
                          .put("depth", 3)
                          .putArray("levels")
                          .add("a");
                    }));
    assertRefusedThenResolved(played);
    assertTrue(played.refusal().contains("owner"), played.refusal());
    assertEquals("somebody else", played.gateway().path("tags").path("owner").asText());
    JsonNode unknown = played.gateway().path("properties").path("policyOfNextYear");
    assertEquals("{\"depth\":3,\"levels\":[\"a\"]}", unknown.toString());
  }

  @Test
  void the_same_field_is_not_overwritten_by_an_old_plan() throws IOException {
    int[] theirs = {0};
    Played played =
        play(
            "load-at-autoscale-ceiling",
            world ->
                editGateway(
                    world,
                    gateway -> {
                      ObjectNode scale = gateway.withObject("/properties/autoscaleConfiguration");
                      theirs[0] = scale.path("maxCapacity").asInt() - 1;
                      scale.put("maxCapacity", theirs[0]);
                    }));
    assertRefusedThenResolved(played);
    assertTrue(played.refusal().contains("maxCapacity"), played.refusal());
    assertTrue(
        played
                .gateway()
                .path("properties")
                .path("autoscaleConfiguration")
                .path("maxCapacity")
                .asInt()
            > theirs[0]);
  }

  @Test
  void a_rule_that_moved_is_planned_for_anew() throws IOException {
    Played played =
        play(
            "nsg-on-servers-subnet",
            world ->
                world.estate().ofType("Microsoft.Network/networkSecurityGroups").stream()
                    .map(group -> group.path("id").asText())
                    .toList()
                    .forEach(
                        id ->
                            world
                                .estate()
                                .update(
                                    id,
                                    group ->
                                        group
                                            .path("properties")
                                            .path("securityRules")
                                            .forEach(SomebodyElseIT::moveDeny))));
    assertRefusedThenResolved(played);
  }

  private static void moveDeny(JsonNode rule) {
    ObjectNode properties = (ObjectNode) rule.path("properties");
    if (properties.path("access").asText().equals("Deny")) {
      properties.put("priority", properties.path("priority").asInt() - 1);
    }
  }
}
