package io.gatewayresponder.bench;

import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.bench.Broken.Injected;
import io.gatewayresponder.lab.fault.Remedy;
import io.gatewayresponder.lab.fault.Topology;
import io.gatewayresponder.lab.fault.World;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What became of a broken gateway that was left to production and a person.
 *
 * <p>It is mended when nothing is wrong any more that a write can put right. Where one of two
 * faults is for a person elsewhere, another world is broken by that fault alone, and everything
 * that is wrong here must be wrong there as well: a complaint names the server, the request or the
 * state that it is about, so a fault that was left, or a harm that was done on the way, shows.
 *
 * @param counts whether there was something to mend by a write, and anything that shows it
 * @param left what is wrong in the end, and would not be without the faults that a write can mend
 */
record Mending(boolean counts, Set<String> left, Story story) {
  /** Probes and limits of a recovery, and what lasts a while by itself. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(10);

  private static final Duration LOOK = Duration.ofSeconds(30);

  /** A fault of the catalogue that cannot be seen by those who depend on the gateway. */
  private static final String HARMLESS = "the fault does no harm that the twin knows of";

  /**
   * Lets an alert fire and follows what comes of it.
   *
   * @param world some time after the faults were injected
   * @param expected what would be wrong in it if only those faults were there that are for people
   */
  static Mending of(World world, TwinRoom room, List<Injected> injected, Set<String> expected) {
    Set<String> fine = new TreeSet<>(expected);
    injected.forEach(one -> fine.addAll(one.truth().stays()));
    IncidentLoop loop = new IncidentLoop(world, room);
    boolean harmed = !left(world, expected).isEmpty();
    Story story = loop.run(person(injected), () -> left(world, fine).isEmpty());
    Duration waited = Duration.ZERO;
    while (!left(world, fine).isEmpty() && waited.compareTo(AFTERWARDS) < 0) {
      loop.pass(LOOK);
      waited = waited.plus(LOOK);
    }
    Set<String> left = new TreeSet<>(left(world, fine));
    boolean counts = isToMend(injected);
    if (counts && !harmed && injected.size() == 1) {
      left.add(HARMLESS);
    }
    return new Mending(counts && (harmed || injected.size() == 1), left, story);
  }

  private static Set<String> left(World world, Set<String> expected) {
    Set<String> left = new TreeSet<>(world.complaints());
    left.removeIf(one -> expected.contains(one) || expected.contains(asBefore(one, world)));
    return left;
  }

  /** The same complaint by the setting's old name, where a pool has got a copy of it. */
  private static String asBefore(String complaint, World world) {
    return world.topology().settings().stream()
        .map(Topology.Setting::name)
        .filter(name -> complaint.contains(" through " + name + "-"))
        .max(Comparator.comparingInt(String::length))
        .map(name -> complaint.replaceFirst(" through \\S+", " through " + name))
        .orElse(complaint);
  }

  /** A fault that a write can mend, and that no other hides which stays. */
  private static boolean isToMend(List<Injected> injected) {
    return injected.stream()
        .filter(one -> one.isFor(Remedy.By.A_WRITE))
        .anyMatch(
            one ->
                injected.stream()
                    .filter(other -> other.isFor(Remedy.By.A_PERSON))
                    .noneMatch(other -> one.truth().isHiddenBy(other.truth())));
  }

  private static Decider person(List<Injected> injected) {
    Map<String, String> answers = new HashMap<>();
    injected.forEach(one -> answers.putAll(one.truth().answers()));
    return Decider.knowing(
        answers, injected.stream().map(one -> one.truth().choice()).collect(Collectors.toSet()));
  }

  boolean isMended() {
    return left.isEmpty();
  }
}
