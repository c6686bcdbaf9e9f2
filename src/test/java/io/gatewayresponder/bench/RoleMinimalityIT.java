package io.gatewayresponder.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.arm.ArmOptions;
import io.gatewayresponder.lab.twin.arm.CallLog;
import io.gatewayresponder.lab.twin.arm.RoleDefinition;
import io.gatewayresponder.resolution.UndoOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The role of the identity that writes has no action too many and none too few. Every scenario is
 * played with the whole role, and the call log tells which actions it took. Then each action is
 * taken out of the role, and a scenario that took it is played once more: Azure has to refuse it
 * for want of exactly this action, whoever reads the incident has to hear of that, and what was
 * written before has to be offered to be taken back.
 */
final class RoleMinimalityIT {
  /** A timer asks for alerts that never arrived; no incident does. */
  private static final Set<String> NOT_FOR_INCIDENTS =
      Set.of("Microsoft.AlertsManagement/alerts/read");

  /**
   * A scenario, and which actions it took.
   *
   * @param needed of the identity that writes
   * @param read of the identity that reads
   */
  private record Played(RoleScenario scenario, State end, Set<String> needed, Set<String> read) {}

  /** Scenarios wait for answers more than they work, so more run than there are cores. */
  private static final int AT_A_TIME = 4;

  private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(AT_A_TIME);
  private static final List<Played> PLAYED = new ArrayList<>();
  private static final Map<String, Future<Story>> WITHOUT = new TreeMap<>();

  @BeforeAll
  static void every_scenario_is_played_with_the_whole_role(@TempDir Path directory)
      throws Exception {
    TwinRoom.Shared shared = TwinRoom.Shared.in(directory);
    List<Future<Played>> plays = new ArrayList<>();
    for (RoleScenario scenario : RoleScenario.all()) {
      plays.add(EXECUTOR.submit(() -> played(scenario, scenario.play(shared))));
    }
    for (Future<Played> play : plays) {
      PLAYED.add(play.get());
    }
    for (String action : actions()) {
      List<String> others = actions().stream().filter(other -> !other.equals(action)).toList();
      TwinRoom.Shared less =
          shared.whereResolutionHas(new RoleDefinition("less", others, List.of()));
      firstWith(action)
          .ifPresent(scenario -> WITHOUT.put(action, EXECUTOR.submit(() -> scenario.play(less))));
    }
  }

  private static Played played(RoleScenario scenario, Story story) {
    return new Played(
        scenario,
        story.incidents().get(0).state(),
        needed(story, Principal.RESOLUTION),
        needed(story, Principal.TRIAGE));
  }

  @AfterAll
  static void the_table_is_printed() throws IOException {
    EXECUTOR.shutdownNow();
    for (String action : actions()) {
      String scenario = firstWith(action).map(RoleScenario::toString).orElse("nobody");
      System.out.printf("%-80s %s%n", action, scenario);
    }
  }

  private static Optional<RoleScenario> firstWith(String action) {
    return PLAYED.stream()
        .filter(one -> one.end() == State.RESOLVED && one.needed().contains(action))
        .map(Played::scenario)
        .findFirst();
  }

  static List<String> actions() throws IOException {
    return role("resolution.json").actions();
  }

  private static RoleDefinition role(String file) throws IOException {
    return RoleDefinition.read(ArmOptions.defaults().rolesDirectory().resolve(file));
  }

  /** What cannot be read is said, and the walk goes on; so here, use is all that can be shown. */
  @Test
  void every_action_of_the_role_that_reads_is_used() throws IOException {
    Set<String> unused = new TreeSet<>(role("triage.json").actions());
    PLAYED.forEach(one -> unused.removeAll(one.read()));
    assertEquals(NOT_FOR_INCIDENTS, unused);
  }

  @Test
  void no_scenario_needs_an_action_that_the_role_lacks() throws IOException {
    Map<String, Set<String>> lacking = new TreeMap<>();
    RoleDefinition role = role("resolution.json");
    for (Played one : PLAYED) {
      Set<String> actions = new TreeSet<>(one.needed());
      actions.removeIf(role::allows);
      if (!actions.isEmpty()) {
        lacking.put(one.scenario().toString(), actions);
      }
    }
    assertEquals(Map.of(), lacking);
    PLAYED.forEach(one -> assertEquals(one.scenario().end(), one.end(), one.scenario()::toString));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void without_an_action_a_scenario_fails_and_says_so(String action) throws Exception {
    Future<Story> played = WITHOUT.get(action);
    assertTrue(played != null, "no scenario needs it");
    Story story = Objects.requireNonNull(played).get();

    assertNotEquals(State.RESOLVED, story.incidents().get(0).state(), story::atLength);
    assertEquals(Set.of("403 " + action), refusals(story));
    assertEquals(List.of(), story.unapproved());
    String last = story.timeline().get(story.timeline().size() - 1).detail();
    assertTrue(last.contains("The right " + action + " is missing"), story::atLength);
    assertEquals(List.of(), leftBehind(story), story::atLength);
  }

  /** What was written, and no option is offered to take back. */
  private static List<String> leftBehind(Story story) {
    List<String> left = new ArrayList<>(story.writes());
    Decider.options(story.incidents().get(0)).stream()
        .filter(UndoOption::isUndo)
        .flatMap(undo -> undo.changes().stream())
        .map(change -> change.resourceId().toString().toLowerCase(Locale.ROOT))
        .forEach(id -> left.removeIf(write -> write.endsWith(" " + id)));
    return left;
  }

  /** What was refused to the identity that writes: status and missing actions. */
  private static Set<String> refusals(Story story) {
    Set<String> refusals = new TreeSet<>();
    for (CallLog.Call call : story.calls()) {
      if (call.who().equals(Principal.RESOLUTION.name())
          && !(call.lacking().isEmpty() && call.status() < 400)) {
        refusals.add(call.status() + " " + String.join(", ", call.lacking()));
      }
    }
    return refusals;
  }

  private static Set<String> needed(Story story, Principal principal) {
    Set<String> needed = new TreeSet<>();
    story.calls().stream()
        .filter(call -> call.who().equals(principal.name()))
        .forEach(call -> needed.addAll(call.needed()));
    return needed;
  }
}
