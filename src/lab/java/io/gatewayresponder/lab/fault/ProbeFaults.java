package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Places.Probed;
import io.gatewayresponder.lab.fault.Topology.Kind;
import io.gatewayresponder.lab.fault.Topology.Probe;
import io.gatewayresponder.lab.twin.servers.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Probes that get the wrong answer: the path, its status, its body, its time. */
final class ProbeFaults {
  private static final String BROKEN = "the program on the servers is broken";

  private ProbeFaults() {}

  static List<Fault> all() {
    return List.of(
        answering("probe-path-gone", ProbeFaults::hasCustomProbe, 404, "2c.1"),
        mistyped(),
        answering("probe-needs-sign-in", ProbeFaults::hasCustomProbe, 401, "2c.x1"),
        answering("probe-forbidden", ProbeFaults::hasCustomProbe, 403, "2c.x1", "5.x2"),
        redirected(),
        answering("probe-meets-server-error", ProbeFaults::hasCustomProbe, 500, "2c.x2")
            .forPeople(BROKEN),
        body().forPeople("the servers say that they are not ready"),
        slow(),
        answering("default-probe-path-gone", ProbeFaults::hasDefaultProbe, 404, "2b.1"),
        answering("default-probe-needs-sign-in", ProbeFaults::hasDefaultProbe, 401, "2b.1"),
        rootFails().forPeople(BROKEN),
        slowByDefault(),
        tlsOnly("server-takes-tls-only", ProbeFaults::isPlain, Reach.POOL),
        tlsOnly("one-server-takes-tls-only", ProbeFaults::isPlainAmongOthers, Reach.SERVER)
            .forPeople("no setting suits the servers of a pool that speak differently"));
  }

  private static boolean hasCustomProbe(Probed each) {
    return each.setting().probe().isPresent() && each.pool().kind() != Kind.API_MANAGEMENT;
  }

  private static boolean hasDefaultProbe(Probed each) {
    return each.setting().probe().isEmpty();
  }

  /** Clients who ask for the root meet the same error. */
  private static Fault rootFails() {
    return fault(
        "default-probe-meets-server-error",
        ProbeFaults::hasDefaultProbe,
        (world, failing) -> {
          answer(world, failing, new Answer(503, Answer.OK.latency()));
          return Truth.of("default-probe-meets-server-error", "2b.x4").besides("6b.3");
        },
        "2b.x4");
  }

  /** All servers of a pool, or one of them, answer the probe's path with a status. */
  private static Fault answering(String name, Predicate<Probed> which, int status, String... rows) {
    return fault(
        name,
        which,
        (world, failing) -> {
          answer(world, failing, new Answer(status, Answer.OK.latency()));
          // Whoever runs the servers knows another page of theirs.
          return Truth.of(name, rows).leaving(errors(world, failing)).answering("path", "/ready");
        },
        rows[0]);
  }

  /** Somebody mistypes the path of a probe. */
  private static Fault mistyped() {
    return fault(
        "probe-path-mistyped",
        ProbeFaults::hasCustomProbe,
        Reach.SETTING,
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
          return Truth.of("probe-path-mistyped", "2c.1").answering("path", probe.path());
        },
        "2c.1");
  }

  private static Fault redirected() {
    return fault(
        "probe-redirected",
        ProbeFaults::hasCustomProbe,
        Reach.SETTING,
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
        ProbeFaults::hasCustomProbe,
        (world, failing) -> {
          Probe probe = failing.get(0).setting().probe().orElseThrow();
          Duration late = Duration.ofSeconds(probe.timeoutSeconds() + 4L);
          answer(world, failing, new Answer(200, late, "ok: " + probe.body()));
          return Truth.of("probe-path-slow", "2c-1.2");
        },
        "2c-1.2");
  }

  /**
   * The default probe waits half a minute; a root page that takes longer makes it fail. Clients who
   * ask for the root wait as long, until the probes have noticed.
   */
  private static Fault slowByDefault() {
    return fault(
        "default-probe-path-slow",
        ProbeFaults::hasDefaultProbe,
        (world, failing) -> {
          answer(world, failing, new Answer(200, Duration.ofSeconds(40), "ok"));
          return Truth.of("default-probe-path-slow", "2c-1.2")
              .besides("6b.2")
              .leaving(errors(world, failing));
        },
        "2c-1.2");
  }

  /** The servers speak TLS from now on, and the gateway goes on in plain HTTP. */
  private static Fault tlsOnly(String name, Predicate<Probed> which, Reach reach) {
    return fault(
            name,
            which,
            reach,
            (world, failing) -> {
              for (Probed each : failing) {
                world
                    .backends()
                    .setProtocol(each.server().address(), each.setting().port(), "Https");
              }
              // They show a certificate for whatever name they are asked for.
              return Truth.of(name, "2c.x13", "2b.x3").answering("host", "servers.example");
            },
            "2a.1")
        .oneOf(CertificateFaults.TLS);
  }

  private static boolean isPlain(Probed each) {
    return each.setting().protocol().equals("Http") && !each.pool().kind().isPlatform();
  }

  private static boolean isPlainAmongOthers(Probed each) {
    return isPlain(each) && each.pool().servers().size() > 1;
  }

  private interface Breaking {
    Truth apply(World world, List<Probed> failing);
  }

  private static Fault fault(
      String name, Predicate<Probed> which, Breaking breaking, String... reached) {
    return fault(name, which, Reach.SERVER_OR_POOL, breaking, reached);
  }

  private static Fault fault(
      String name, Predicate<Probed> which, Reach reach, Breaking breaking, String... reached) {
    return Fault.of(
            name,
            (world, dice) -> {
              List<Probed> hit = hit(world.topology(), which, reach, dice);
              // Another setting may ask the same server for the same path.
              List<Probed> failing =
                  Places.probed(
                      world.topology(),
                      each -> hit.stream().anyMatch(one -> asksTheSame(one, each)));
              return Places.about(
                      world.topology(), breaking.apply(world, failing), failing, "answer")
                  .darkening(Places.dark(failing, "answer"));
            },
            reached)
        .where(topology -> !Places.probed(topology, which).isEmpty());
  }

  /** How much of what could be hit is hit. */
  private enum Reach {
    SERVER,
    SERVER_OR_POOL,
    POOL,
    SETTING
  }

  private static List<Probed> hit(
      Topology topology, Predicate<Probed> which, Reach reach, Dice dice) {
    Probed first = dice.pick(Places.probed(topology, which));
    boolean one = reach == Reach.SERVER || (reach == Reach.SERVER_OR_POOL && dice.chance(0.4));
    if (one) {
      return List.of(first);
    }
    return reach == Reach.SETTING
        ? Places.probed(topology, on(first))
        : Places.probed(topology, on(first).and(each -> each.pool().equals(first.pool())));
  }

  private static boolean asksTheSame(Probed one, Probed other) {
    return one.server().equals(other.server())
        && one.setting().port() == other.setting().port()
        && one.setting().probePath().equals(other.setting().probePath());
  }

  private static Predicate<Probed> on(Probed first) {
    return each -> each.setting().equals(first.setting());
  }

  /** Clients may ask for what the probe asks for. */
  private static List<String> errors(World world, List<Probed> failing) {
    return Places.errors(
        world.topology(),
        failing,
        failing.stream().map(each -> each.setting().probePath()).collect(Collectors.toSet()));
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
