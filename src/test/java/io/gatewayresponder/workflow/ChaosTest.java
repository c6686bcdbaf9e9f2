package io.gatewayresponder.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.incident.TimelineEntry;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.workflow.fake.FakeAzure.Answer;
import io.gatewayresponder.workflow.fake.FakeQueues;
import io.gatewayresponder.workflow.fake.Trouble;
import io.gatewayresponder.workflow.fake.World;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Crashes and outages at any port call, messages lost, doubled and out of order, alerts and votes
 * at any time; the seed in a failure's name replays it. Afterwards nothing was written twice or
 * without leave, every incident has ended or waits for a person with an expiry, and timeline and
 * state agree.
 */
class ChaosTest {
  /** The last of these in a timeline names the state. */
  private static final Map<String, State> TELLING =
      Map.of(
          "received", State.RECEIVED,
          "triage started", State.TRIAGING,
          "refused", State.TRIAGING,
          "proposed", State.AWAITING_APPROVAL,
          "approved", State.APPROVED,
          "executing", State.EXECUTING,
          "verifying", State.VERIFYING);

  static LongStream seeds() {
    return LongStream.range(0, 80);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothing_is_written_twice_and_nobody_is_forgotten(long seed) {
    World world = new World();
    Random random = new Random(seed);
    world.approversNeeded = 1 + random.nextInt(2);
    world.azure.recovers(random.nextInt(4) > 0);
    for (int i = 0; i < 6; i++) {
      Answer[] answers = Answer.values();
      world.azure.answer(answers[random.nextInt(answers.length)]);
    }
    double trouble = random.nextInt(3) * 0.04;
    world.trouble(
        (call, done) -> {
          if (random.nextDouble() < trouble) {
            if (random.nextBoolean()) {
              throw new Trouble.Crash(call);
            }
            throw new IllegalStateException("outage at " + call);
          }
        });
    for (int i = 0; i < 300; i++) {
      step(world, random);
      assertWritesHaveLeave(world);
    }
    world.trouble(Trouble.none());
    calmDown(world);
    world.store.all().forEach(incident -> assertEnded(world, incident));
    assertWritesHaveLeave(world);
  }

  private static void step(World world, Random random) {
    try {
      switch (random.nextInt(12)) {
        case 0 -> world.fire("a" + random.nextInt(3));
        case 1 -> {
          if (random.nextInt(4) == 0) {
            world.resolve("a" + random.nextInt(3));
          }
        }
        case 2, 3 -> {
          if (!world.store.all().isEmpty()) {
            world.vote("p" + random.nextInt(3), random.nextInt(8) > 0);
          }
        }
        case 4 -> world.reconcile().run();
        case 5 -> {
          if (random.nextInt(40) == 0) {
            world.azure.putRule("other", World.rule("other", 100 + random.nextInt(50)));
          }
        }
        case 6 -> world.clock.advance(Duration.ofSeconds(random.nextInt(240)));
        default -> deliver(world, random);
      }
    } catch (Unavailable | IllegalStateException | Trouble.Crash e) {
      // The caller gets an error, or none at all; both may come again.
    }
  }

  private static void deliver(World world, Random random) {
    world.clock.advance(Duration.ofSeconds(random.nextInt(10)));
    List<FakeQueues.Message> due =
        world.queues.messages().stream()
            .filter(message -> !message.notBefore().isAfter(world.clock.instant()))
            .toList();
    if (due.isEmpty()) {
      return;
    }
    FakeQueues.Message message = due.get(random.nextInt(due.size()));
    switch (random.nextInt(20)) {
      case 0 -> world.queues.messages().remove(message);
      case 1, 2, 3 -> world.queues.messages().add(message);
      default -> {
        // Delivered below.
      }
    }
    if (world.queues.messages().contains(message)) {
      world.deliver(message);
    }
  }

  private static void calmDown(World world) {
    for (int i = 0;
        i < 150 && world.store.all().stream().anyMatch(it -> it.state().isOpen());
        i++) {
      world.reconcile().run();
      world.pass(Duration.ofMinutes(2));
    }
  }

  private static void assertWritesHaveLeave(World world) {
    Set<String> written = new HashSet<>();
    for (Change change : world.azure.taken()) {
      assertTrue(
          written.add(change.resourceId().key()) || failedBetween(world),
          () -> "written twice: " + change.resourceId());
    }
    long redeemed =
        world.store.all().stream()
            .mapToLong(incident -> told(world, incident, "executing") * World.RULES.size())
            .sum();
    assertTrue(world.azure.taken().size() <= redeemed, "more writes than redeemed approvals allow");
  }

  /** Another incident may write what an earlier one failed to write. */
  private static boolean failedBetween(World world) {
    return world.store.all().stream()
        .anyMatch(
            incident ->
                incident.state() == State.NOT_RESOLVED
                    || told(world, incident, "did not recover") > 0);
  }

  private static long told(World world, Incident incident, String what) {
    return world.store.timeline(incident.id()).stream()
        .filter(entry -> entry.what().equals(what))
        .count();
  }

  private static void assertEnded(World world, Incident incident) {
    List<TimelineEntry> timeline = world.store.timeline(incident.id());
    assertFalse(incident.state().isOpen(), () -> incident.state() + " for ever: " + timeline);
    String last =
        timeline.stream()
            .map(TimelineEntry::what)
            .filter(what -> TELLING.containsKey(what) || isEnd(what))
            .reduce((first, second) -> second)
            .orElse("");
    assertEquals(incident.state().name(), last.toUpperCase(Locale.ROOT).replace(' ', '_'));
    assertEquals(
        1, timeline.stream().filter(entry -> isEnd(entry.what())).count(), timeline::toString);
    boolean wrote = incident.state() == State.RESOLVED || incident.state() == State.NOT_RESOLVED;
    boolean executed = told(world, incident, "executing") > 0;
    assertTrue(executed || !wrote, timeline::toString);
    // What wrote in an earlier round may end with a person, or with nobody's decision.
    assertTrue(wrote || !executed || !incident.earlier().isEmpty(), timeline::toString);
  }

  private static boolean isEnd(String what) {
    for (State state : State.values()) {
      if (!state.isOpen() && state.name().equals(what.toUpperCase(Locale.ROOT).replace(' ', '_'))) {
        return true;
      }
    }
    return false;
  }
}
