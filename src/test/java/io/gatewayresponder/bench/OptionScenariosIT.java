package io.gatewayresponder.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.bench.OptionScenario.Stage;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.Resolution;
import io.gatewayresponder.resolution.Resolutions;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.steps.Guide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
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
 * Every option that writes, from an injected cause to the incident's end through this option: what
 * is approved, what the incident reads like, that nothing is left to plan, and that its undo puts
 * everything back.
 */
final class OptionScenariosIT {
  /** Scenarios wait for answers more than they work, so more run than there are cores. */
  private static final int AT_A_TIME = 4;

  /** Whose documents could be written, and more, of which none may be. */
  private static final List<String> TYPES =
      List.of(
          "Microsoft.Network/applicationGateways",
          "Microsoft.Network/networkInterfaces",
          "Microsoft.Network/networkSecurityGroups",
          "Microsoft.Network/routeTables",
          "Microsoft.Network/virtualNetworks",
          "Microsoft.Web/sites");

  private static final List<String> AZURES_OWN = List.of("etag", "provisioningState");

  private static final ObjectMapper SORTING =
      JsonMapper.builder()
          .enable(
              SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(AT_A_TIME);
  private static final Map<OptionScenario, Future<String>> PLAYED = new LinkedHashMap<>();

  @BeforeAll
  static void begin(@TempDir Path directory) throws IOException {
    TwinRoom.Shared shared = TwinRoom.Shared.in(directory);
    for (OptionScenario scenario : scenarios()) {
      PLAYED.put(
          scenario, EXECUTOR.submit(() -> scenario.on(shared, stage -> play(scenario, stage))));
    }
  }

  @AfterAll
  static void end() {
    EXECUTOR.shutdownNow();
  }

  static List<OptionScenario> scenarios() {
    String only = System.getProperty("options.only", "");
    return OptionScenarios.all().stream()
        .filter(scenario -> List.of(only.split(",")).stream().anyMatch(scenario.name()::contains))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void an_option_mends_its_cause_and_can_be_taken_back(OptionScenario scenario) throws Throwable {
    try {
      String transcript = Objects.requireNonNull(PLAYED.get(scenario)).get();
      assertEquals(scenario.transcript(), transcript);
    } catch (ExecutionException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /** What was there when a person decided. */
  private record Ground(Diagnosis diagnosis, Map<String, String> documents) {
    static Ground of(Stage stage) {
      return new Ground(Guide.runbook().diagnose(sight(stage)), OptionScenariosIT.documents(stage));
    }
  }

  private static String play(OptionScenario scenario, Stage stage) {
    List<Ground> grounds = new ArrayList<>();
    Decider person = scenario.person(stage.broken());
    Decider watched =
        incident -> {
          grounds.add(Ground.of(stage));
          return person.choose(incident);
        };
    Story story = stage.loop().run(watched, () -> true);
    Incident end = story.incidents().get(0);
    String told = story.atLength() + stage.broken().world().complaints();
    assertEquals(scenario.end(), end.state(), told);
    assertEquals(List.of(), story.unapproved(), told);
    assertFalse(story.approved().isEmpty(), told);
    assertEquals(
        scenario.end() == State.RESOLVED, stage.broken().world().complaints().isEmpty(), told);
    OptionGolden.assertIs(scenario, story.approved());
    String transcript = story.transcripts().get(0);
    int last = story.approved().size() - 1;
    Option applied = story.approved().get(last);
    Ground ground = grounds.get(last);
    assertNothingIsLeftToPlan(stage, applied, ground.diagnosis());
    assertTakenBack(scenario, stage, end, ground.documents());
    return transcript;
  }

  /** Asked again for the very causes for which it was planned, the resolution has nothing. */
  private static void assertNothingIsLeftToPlan(Stage stage, Option applied, Diagnosis then) {
    List<String> again =
        Resolutions.all().options(then, sight(stage)).stream()
            .filter(option -> option.writes() || option.asks())
            .filter(option -> option.resolution().equals(applied.resolution()))
            .map(Option::id)
            .toList();
    assertEquals(List.of(), again, "a second plan");
  }

  private static void assertTakenBack(
      OptionScenario scenario, Stage stage, Incident end, Map<String, String> before) {
    Map<String, String> after = documents(stage);
    Optional<Incident> undone = stage.loop().undo(end);
    String told = Story.words(stage.loop().tell(end.id()));
    if (undone.isEmpty()) {
      assertEquals(OptionScenario.Undo.DOES_NOT_EXIST, scenario.undo(), told);
      return;
    }
    assertEquals(State.NOT_RESOLVED, undone.get().state(), told);
    assertFalse(before.equals(after), "nothing was changed that could be taken back");
    boolean refused = told.contains("Azure refused it: ");
    assertEquals(
        refused ? OptionScenario.Undo.IS_REFUSED : OptionScenario.Undo.RESTORES,
        scenario.undo(),
        told);
    Map<String, String> expected = refused ? after : before;
    Map<String, String> now = documents(stage);
    expected.forEach((id, document) -> assertEquals(document, now.get(id), told));
    assertEquals(expected.keySet(), now.keySet(), told);
  }

  @Test
  void every_resolution_that_can_write_has_a_scenario() {
    Set<String> without = new TreeSet<>();
    Resolutions.all().list().stream().map(Resolution::name).forEach(without::add);
    OptionScenarios.all().forEach(scenario -> without.remove(scenario.resolution()));
    assertEquals(new TreeSet<>(OptionScenarios.GUIDING), without);
  }

  @Test
  void every_scenario_has_a_name_of_its_own() {
    Set<String> names = new TreeSet<>();
    OptionScenarios.all().forEach(scenario -> names.add(scenario.name()));
    assertEquals(OptionScenarios.all().size(), names.size());
  }

  private static Sight sight(Stage stage) {
    return stage.room().triageSight(ResourceId.of(stage.broken().world().topology().gatewayId()));
  }

  /**
   * All documents to the last character, by the names of their fields, without what Azure counts
   * and tells by itself.
   */
  private static Map<String, String> documents(Stage stage) {
    Map<String, String> all = new TreeMap<>();
    for (String type : TYPES) {
      for (ObjectNode document : stage.broken().world().estate().ofType(type)) {
        AZURES_OWN.forEach(field -> document.findParents(field).forEach(OptionScenariosIT::tidy));
        all.put(document.path("id").asText(), sorted(document));
      }
    }
    return all;
  }

  /** The order of fields says nothing in JSON; that of a list does. */
  private static String sorted(JsonNode document) {
    try {
      return SORTING.writeValueAsString(SORTING.treeToValue(document, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void tidy(JsonNode node) {
    ((ObjectNode) node).remove(AZURES_OWN);
  }
}
