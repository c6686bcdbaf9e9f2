package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Places.Probed;
import io.gatewayresponder.lab.fault.Topology.Probe;
import io.gatewayresponder.lab.twin.servers.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Probes that get the wrong answer: the path, its status, its body, its time. */
final class ProbeFaults {
  private static final Predicate<Probed> CUSTOM = each -> each.setting().probe().isPresent();
  private static final Predicate<Probed> DEFAULT = CUSTOM.negate();

  private ProbeFaults() {}

  static List<Fault> all() {
    return List.of(
        answering("probe-path-gone", CUSTOM, 404, "2c.1"),
        mistyped(),
        answering("probe-needs-sign-in", CUSTOM, 401, "2c.x1"),
        answering("probe-forbidden", CUSTOM, 403, "2c.x1"),
        redirected(),
        answering("probe-meets-server-error", CUSTOM, 500, "2c.x2"),
        body(),
        slow(),
        answering("default-probe-path-gone", DEFAULT, 404, "2b.1"));
  }

  /** All servers of a pool, or one of them, answer the probe's path with a status. */
  private static Fault answering(String name, Predicate<Probed> which, int status, String row) {
    return fault(
        name,
        which,
        (world, failing) -> {
          answer(world, failing, new Answer(status, Answer.OK.latency()));
          return Truth.of(name, row);
        },
        row);
  }

  /** Somebody mistypes the path of a probe. */
  private static Fault mistyped() {
    return fault(
        "probe-path-mistyped",
        CUSTOM,
        true,
        (world, failing) -> {
          Probed first = failing.get(0);
          Probe probe = first.setting().probe().orElseThrow();
          world.editPart("probes", probe.name(), json -> json.put("path", "/helth"));
          for (Probed each : Places.probed(world.topology(), on(first))) {
            world
                .backends()
                .setAnswer(
                    each.server().address(),
                    each.setting().port(),
                    Optional.empty(),
                    Optional.of("/helth"),
                    new Answer(404, Answer.OK.latency()));
          }
          return Truth.of("probe-path-mistyped", "2c.1");
        },
        "2c.1");
  }

  private static Fault redirected() {
    return fault(
        "probe-redirected",
        CUSTOM,
        true,
        (world, failing) -> {
          Probe probe = failing.get(0).setting().probe().orElseThrow();
          world.editPart(
              "probes",
              probe.name(),
              json -> json.putObject("match").putArray("statusCodes").add("200-299"));
          answer(world, failing, new Answer(302, Answer.OK.latency()));
          return Truth.of("probe-redirected", "2c.2");
        },
        "2c.2");
  }

  private static Fault body() {
    return fault(
        "probe-misses-its-text",
        each -> each.setting().probe().filter(probe -> !probe.body().isEmpty()).isPresent(),
        (world, failing) -> {
          answer(world, failing, new Answer(200, Answer.OK.latency(), "maintenance"));
          return Truth.of("probe-misses-its-text", "2c.x4");
        },
        "2c.x4");
  }

  private static Fault slow() {
    return fault(
        "probe-path-slow",
        CUSTOM,
        (world, failing) -> {
          Probe probe = failing.get(0).setting().probe().orElseThrow();
          Duration late = Duration.ofSeconds(probe.timeoutSeconds() + 4L);
          answer(world, failing, new Answer(200, late, "ok: " + probe.body()));
          return Truth.of("probe-path-slow", "2c-1.2");
        },
        "2c-1.2");
  }

  private interface Breaking {
    Truth apply(World world, List<Probed> failing);
  }

  private static Fault fault(
      String name, Predicate<Probed> which, Breaking breaking, String... reached) {
    return fault(name, which, false, breaking, reached);
  }

  private static Fault fault(
      String name,
      Predicate<Probed> which,
      boolean wholeSetting,
      Breaking breaking,
      String... reached) {
    return Fault.of(
            name,
            (world, dice) -> {
              List<Probed> failing = hit(world.topology(), which, wholeSetting, dice);
              return Places.about(breaking.apply(world, failing), failing, "answer")
                  .darkening(Places.dark(failing, "answer"));
            },
            reached)
        .where(topology -> !Places.probed(topology, which).isEmpty());
  }

  /** One server, all of a pool, or all that a setting's probe asks. */
  private static List<Probed> hit(
      Topology topology, Predicate<Probed> which, boolean wholeSetting, Dice dice) {
    Probed first = dice.pick(Places.probed(topology, which));
    if (wholeSetting) {
      return Places.probed(topology, on(first));
    }
    return dice.chance(0.4)
        ? List.of(first)
        : Places.probed(topology, on(first).and(each -> each.pool().equals(first.pool())));
  }

  private static Predicate<Probed> on(Probed first) {
    return each -> each.setting().equals(first.setting());
  }

  private static void answer(World world, List<Probed> failing, Answer answer) {
    for (Probed each : failing) {
      world
          .backends()
          .setAnswer(
              each.server().address(),
              each.setting().port(),
              Optional.empty(),
              Optional.of(each.setting().probePath()),
              answer);
    }
  }
}
