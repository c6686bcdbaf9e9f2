package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Load;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What raising the autoscale ceiling and raising a fixed number have in common: how many, by what
 * was measured and by what there is room for.
 *
 * @param field the gateway's property, below {@code properties}
 * @param label what is asked for
 * @param title what is done, without the gateway's name
 * @param cost what it costs
 */
record RaiseInstances(Resolution resolution, Field field, String label, String title, String cost) {
  /** Where the number stands. */
  record Field(String parent, String name) {}

  private static final String NAME = "instances";

  /**
   * The option, where the gateway is at its ceiling and may have more instances. A load that cannot
   * be read has not gone down: whoever writes sees no metrics.
   */
  List<Option> options(List<Finding> causes, Sight sight, Gateway gateway, Answers answers) {
    Optional<Load> load = Load.look(sight).asFound().filter(found -> !found.isUnknown());
    int now = gateway.mostInstances().orElse(0);
    if (now == 0 || load.filter(found -> !found.isAtCeiling()).isPresent()) {
      return List.of();
    }
    GrowthRoom room = GrowthRoom.of(sight, gateway);
    return List.of(
        room.most() > now
            ? raise(causes, sight, gateway, answers, new Numbers(now, room, load))
            : noRoom(sight, now, room));
  }

  /** What the number follows from. */
  private record Numbers(int now, GrowthRoom room, Optional<Load> load) {}

  private Option raise(
      List<Finding> causes, Sight sight, Gateway gateway, Answers answers, Numbers numbers) {
    GrowthRoom room = numbers.room();
    InstancesNeeded needed = InstancesNeeded.of(numbers.now(), numbers.load());
    int guess = Math.min(needed.instances(), room.most());
    String bound =
        guess == needed.instances()
            ? ""
            : room.boundBySubnet()
                ? "; subnet " + room.subnet() + " has addresses for no more than " + room.most()
                : "; a gateway has at most " + room.most();
    OptionDraft draft =
        Option.draft(
            resolution, sight.gatewayId().name(), title + " of " + sight.gatewayId().name());
    Parameter instances =
        draft.ask(
            Parameter.number(
                NAME,
                label + " (now " + numbers.now() + ")",
                numbers.now() + 1,
                room.most(),
                OptionalLong.of(guess),
                needed.reason() + bound),
            answers);
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    edit.properties()
        .withObject("/" + field.parent())
        .put(field.name(), Integer.parseInt(instances.value()));
    boolean clears =
        gateway.generation() == Gateway.Generation.V1
            || !isAtCeiling(new SightAfter(sight, edit.changes()));
    return draft
        .why("The load stays at what " + numbers.now() + " instances are good for.")
        .recommended(clears)
        .changes(edit.changes())
        .sideEffects(List.of(cost))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .guidance(guidance(gateway, room, clears))
        .cures(causes, sight)
        .recovery(
            "New instances take some minutes to join; afterwards the load should stay below nine"
                + " tenths of what the instances are good for.")
        .done();
  }

  /** Processors' percent say nothing of more instances; capacity units are compared again. */
  private static boolean isAtCeiling(Sight sight) {
    return Load.look(sight).asFound().filter(Load::isAtCeiling).isPresent();
  }

  private static List<String> guidance(Gateway gateway, GrowthRoom room, boolean clears) {
    List<String> guidance = new ArrayList<>();
    if (!clears) {
      guidance.add(
          "With this number the load that was measured would still be at the ceiling"
              + (room.boundBySubnet()
                  ? ": the gateway needs a larger subnet (a /24 holds every size), or less load."
                  : "."));
    }
    if (gateway.skuTier().equalsIgnoreCase("Basic")) {
      guidance.add(
          "Tier Basic has narrower limits than the others: where Azure refuses the number, the tier"
              + " has to change.");
    }
    guidance.addAll(room.doubts());
    guidance.add(
        "Look at where the load comes from as well: what no client should send is better turned"
            + " away than served.");
    return guidance;
  }

  private Option noRoom(Sight sight, int now, GrowthRoom room) {
    List<String> steps = new ArrayList<>();
    if (room.boundBySubnet()) {
      steps.add(
          "Subnet "
              + room.subnet()
              + " has addresses for "
              + room.most()
              + " instances: Azure keeps five of each range, and each private front end takes one.");
      steps.add(
          "Give the subnet a larger range (a /24 holds every size of a gateway); where its network"
              + " has no room, stop the gateway and move it to a larger subnet of the same network.");
    } else {
      steps.add("A gateway has no more than " + room.most() + " instances.");
      steps.add("Share the load with a second gateway.");
    }
    steps.addAll(room.doubts());
    return Option.guiding(
        resolution.name() + ":" + sight.gatewayId().name(),
        resolution.name(),
        resolution.family(),
        "More than " + now + " instances are not possible for " + sight.gatewayId().name(),
        "The load stays at what " + now + " instances are good for.",
        steps);
  }
}
