package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Topology.Kind;
import io.gatewayresponder.lab.fault.Topology.LogSink;
import io.gatewayresponder.lab.fault.Topology.Server;
import io.gatewayresponder.lab.fault.Topology.Way;
import io.gatewayresponder.lab.twin.servers.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Requests fail while every probe is content: only the access log tells. What it tells depends on
 * whether anybody keeps it.
 */
final class DataPathFaults {
  private static final String IN_THE_PROGRAM = "the program behind the path is at fault";

  private DataPathFaults() {}

  static List<Fault> all() {
    return List.of(
        logged("requests-time-out", "6b.2", DataPathFaults::late),
        logged("requests-meet-server-error", "6b.3", way -> new Answer(503, Answer.OK.latency())),
        logged("requests-are-broken-off", "6b.x1", way -> Answer.CLOSING),
        unlogged("requests-fail-unlogged", "6a.1", world -> {}, "setting")
            .where(topology -> topology.logs().isEmpty()),
        unlogged(
                "requests-fail-with-category-off",
                "6a.x1",
                world -> world.topology().logs().forEach(sink -> world.keepLogs(sink, false)),
                "setting")
            .where(topology -> !topology.logs().isEmpty()),
        unlogged(
                "requests-fail-workspace-gone",
                "6b.x2",
                DataPathFaults::removeWorkspaces,
                "workspace")
            .where(topology -> !topology.logs().isEmpty()));
  }

  private static Answer late(Way way) {
    return new Answer(200, Duration.ofSeconds(way.setting().requestTimeoutSeconds() + 3L));
  }

  private static void removeWorkspaces(World world) {
    for (LogSink sink : world.topology().logs()) {
      world.estate().remove(world.topology().workspaceId(sink));
    }
  }

  /** Ways whose path no probe asks for. */
  private static List<Way> unprobed(Topology topology) {
    return topology.ways().stream()
        .filter(way -> way.pool().kind() != Kind.API_MANAGEMENT)
        .filter(
            way ->
                topology.settingsOf(way.pool()).stream()
                    .noneMatch(setting -> setting.probePath().equals(way.path())))
        .toList();
  }

  /** To the same servers' same port, for the same path. */
  private static boolean leadsAlike(Way one, Way other) {
    return one.pool().equals(other.pool())
        && one.setting().port() == other.setting().port()
        && one.path().equals(other.path());
  }

  private static Fault logged(String name, String row, Function<Way, Answer> answer) {
    return Fault.of(
            name,
            (world, dice) -> {
              Way way = dice.pick(unprobed(world.topology()));
              answer(world, way, answer.apply(way));
              List<Way> same =
                  world.topology().ways().stream().filter(one -> leadsAlike(one, way)).toList();
              return Truth.of(name, row)
                  .about("pool", way.pool().name())
                  .about("setting", same.stream().map(one -> one.setting().name()).toList())
                  .seenAt(same.stream().map(Places::place).toList())
                  .darkening(same.stream().map(Places::place).toList());
            },
            row)
        .where(topology -> !unprobed(topology).isEmpty() && !topology.logs().isEmpty())
        .forPeople(IN_THE_PROGRAM);
  }

  /**
   * Nobody can name it, nor what else only the log would show, and the walk has to say why. A
   * workspace to which nothing is sent is not looked at.
   *
   * @param place where it shows that there is no log
   */
  private static Fault unlogged(String name, String row, Consumer<World> hide, String place) {
    return Fault.of(
            name,
            (world, dice) -> {
              hide.accept(world);
              Way way = dice.pick(unprobed(world.topology()));
              answer(world, way, new Answer(503, Answer.OK.latency()));
              return Truth.of(name, row)
                  .about("gateway", "gateway")
                  .seenAt(List.of("logs " + place))
                  .darkening(
                      place.equals("setting") ? List.of("way", "logs workspace") : List.of("way"));
            },
            row)
        .where(topology -> !unprobed(topology).isEmpty())
        .forPeople(IN_THE_PROGRAM);
  }

  private static void answer(World world, Way way, Answer answer) {
    for (Server server : way.pool().servers()) {
      world
          .backends()
          .setAnswer(
              server.address(),
              way.setting().port(),
              Optional.empty(),
              Optional.of(way.path()),
              answer);
    }
  }
}
