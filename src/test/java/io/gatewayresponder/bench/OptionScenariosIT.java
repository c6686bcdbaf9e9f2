package io.gatewayresponder.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.bench.OptionScenario.Stage;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.Resolutions;
import io.gatewayresponder.runbook.steps.Guide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every option that writes, from an injected cause to the incident's end through this option: what
 * the incident reads like, that nothing is left to plan, and that its undo puts everything back.
 */
final class OptionScenariosIT {
  private static final List<String> WRITABLE =
      List.of(
          "Microsoft.Network/applicationGateways",
          "Microsoft.Network/networkSecurityGroups",
          "Microsoft.Web/sites");

  private static final List<String> AZURES_OWN = List.of("etag", "provisioningState");

  private static TwinRoom.@Nullable Shared shared;

  @BeforeAll
  static void share(@TempDir Path directory) throws IOException {
    shared = TwinRoom.Shared.in(directory);
  }

  static List<OptionScenario> scenarios() {
    return OptionScenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void an_option_mends_its_cause_and_can_be_taken_back(OptionScenario scenario) throws IOException {
    String transcript =
        scenario.on(
            Objects.requireNonNull(shared),
            stage -> {
              Map<String, JsonNode> before = documents(stage);
              Story story = stage.play(scenario);
              Incident end = story.incidents().get(0);
              assertEquals(List.of(), story.unapproved(), "writes that nobody approved");
              assertEquals(State.RESOLVED, end.state(), story::atLength);
              assertEquals(Set.of(), stage.broken().world().complaints(), story::atLength);
              assertNothingIsLeftToPlan(stage, story.approved().get(0));
              assertTakenBack(stage, end, story.approved().get(0), before);
              return story.transcripts().get(0);
            });
    assertEquals(scenario.transcript(), transcript);
  }

  private static void assertNothingIsLeftToPlan(Stage stage, Option applied) {
    Sight sight =
        stage.room().triageSight(ResourceId.of(stage.broken().world().topology().gatewayId()));
    List<String> again =
        Resolutions.all().options(Guide.runbook().diagnose(sight), sight).stream()
            .filter(Option::writes)
            .filter(option -> option.resolution().equals(applied.resolution()))
            .map(Option::id)
            .toList();
    assertEquals(List.of(), again, "a second plan");
  }

  private static void assertTakenBack(
      Stage stage, Incident end, Option applied, Map<String, JsonNode> before) {
    Optional<Incident> undone = stage.loop().undo(end);
    assertEquals(!applied.undo().isEmpty(), undone.isPresent(), "an undo");
    if (undone.isPresent()) {
      assertEquals(State.NOT_RESOLVED, undone.get().state());
      assertEquals(before, documents(stage), "after the undo");
    }
  }

  @Test
  void every_resolution_that_can_write_has_a_scenario() {
    Set<String> without = new TreeSet<>();
    Resolutions.all().list().forEach(one -> without.add(one.name()));
    OptionScenarios.all().forEach(scenario -> without.remove(scenario.resolution()));
    without.removeAll(OptionScenarios.GUIDING);
    assertEquals(Set.of(), without);
  }

  @Test
  void what_only_guides_has_no_scenario() {
    Set<String> names = new TreeSet<>();
    OptionScenarios.all().forEach(scenario -> names.add(scenario.resolution()));
    names.retainAll(OptionScenarios.GUIDING);
    assertTrue(names.isEmpty(), names::toString);
  }

  /** All that could be written, without what Azure counts and tells by itself. */
  private static Map<String, JsonNode> documents(Stage stage) {
    Map<String, JsonNode> all = new TreeMap<>();
    for (String type : WRITABLE) {
      for (ObjectNode document : stage.broken().world().estate().ofType(type)) {
        AZURES_OWN.forEach(field -> document.findParents(field).forEach(OptionScenariosIT::tidy));
        all.put(document.path("id").asText(), document);
      }
    }
    return all;
  }

  private static void tidy(JsonNode node) {
    ((ObjectNode) node).remove(AZURES_OWN);
  }
}
