package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.steps.Guide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A shop that is broken, walked by the real runbook, mended by an option and put back by its undo.
 *
 * @param measured adds to a sight of the shop what was measured: metrics, logs
 */
record Mending(Shop shop, UnaryOperator<FakeSight> measured) {
  Mending(Shop shop) {
    this(shop, sight -> sight);
  }

  FakeSight sight() {
    return measured.apply(shop.sight());
  }

  Diagnosis diagnosis() {
    return Guide.runbook().diagnose(sight());
  }

  /** The rows of all causes, noticed ones included, each with its subject. */
  List<String> causes() {
    return Stream.concat(diagnosis().causes().stream(), diagnosis().noticed().stream())
        .map(Mending::words)
        .toList();
  }

  List<Option> options() {
    return options(Answers.none());
  }

  List<Option> options(Answers answers) {
    Diagnosis found = diagnosis();
    List<Finding> all = Stream.concat(found.causes().stream(), found.noticed().stream()).toList();
    return Resolutions.all()
        .options(Examples.diagnosis(all.toArray(Finding[]::new)), sight(), answers);
  }

  Option option(String resolution) {
    return option(resolution, Answers.none());
  }

  Option option(String resolution, Answers answers) {
    List<Option> found =
        options(answers).stream().filter(one -> one.resolution().equals(resolution)).toList();
    assertEquals(1, found.size(), () -> options(answers).stream().map(Option::id).toList() + "");
    return found.get(0);
  }

  List<String> resolutions() {
    return options().stream().map(Option::resolution).toList();
  }

  /** The only option of that name, with one value entered. */
  Option answered(String resolution, String parameter, String value) {
    return option(resolution, Answers.to(option(resolution).id(), Map.of(parameter, value)));
  }

  /**
   * Applies the option, sees that exactly the plan happened, that the runbook does not come to the
   * row any more and that nothing is left to plan; then that the undo brings everything back.
   *
   * @param row with its subject, such as {@code 3.1 listener shop}
   */
  void assertMends(Option option, String row) {
    assertTrue(causes().contains(row), () -> causes().toString());
    assertWritesAndUndoes(
        option,
        () -> {
          assertFalse(causes().contains(row), row + " is still there");
          assertTrue(
              options().stream().noneMatch(one -> one.id().equals(option.id()) && one.writes()),
              "it is planned twice");
        });
  }

  /** The same, whatever the runbook says afterwards. */
  void assertWritesAndUndoes(Option option, Runnable afterwards) {
    assertTrue(option.writes(), option.toString());
    List<ResourceId> documents =
        option.changes().stream().map(Change::document).distinct().toList();
    List<JsonNode> before = new ArrayList<>();
    documents.forEach(id -> before.add(shop.document(id).deepCopy()));
    option
        .changes()
        .forEach(
            change ->
                assertEquals(
                    Standing.BEFORE, Standing.of(change, shop.document(change.document()))));
    apply(option.changes());
    for (int i = 0; i < documents.size(); i++) {
      assertEquals(
          new Proof(List.of(), List.of()),
          Proof.of(
              documents.get(i), before.get(i), shop.document(documents.get(i)), option.changes()));
    }
    afterwards.run();
    apply(option.undo());
    for (int i = 0; i < documents.size(); i++) {
      assertEquals(
          List.of(), Leaves.of(before.get(i)).to(Leaves.of(shop.document(documents.get(i)))));
    }
  }

  private void apply(List<Change> changes) {
    for (Change change : changes) {
      shop.put((ObjectNode) Apply.to(shop.document(change.document()), change));
    }
  }

  /** What differs between what was read and what is sent, each as {@code path: before -> after}. */
  static List<String> differences(Option option) {
    return option.changes().stream()
        .flatMap(change -> Leaves.of(change.before()).to(Leaves.of(change.after())).stream())
        .filter(difference -> !Leaves.isState(difference.path()))
        .map(one -> one.path() + ": " + one.before() + " -> " + one.after())
        .toList();
  }

  private static String words(Finding finding) {
    return finding.row() + " " + finding.subject();
  }
}
