package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.steps.AppShop;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An option's changes tried on an estate: they stand before, do what was planned and nothing else,
 * leave nothing to plan, and the undo puts everything back.
 */
record Trial(
    Diagnosis diagnosis,
    Supplier<Sight> sight,
    Function<ResourceId, ObjectNode> documents,
    BiConsumer<ResourceId, ObjectNode> putting) {

  static Trial of(Diagnosis diagnosis, Shop shop) {
    return new Trial(diagnosis, shop::sight, shop::document, (id, document) -> shop.put(document));
  }

  static Trial of(Diagnosis diagnosis, AppShop shop) {
    return new Trial(diagnosis, shop::sight, shop::document, shop::put);
  }

  List<Option> plan() {
    return plan(Answers.none());
  }

  List<Option> plan(Answers answers) {
    return Resolutions.all().options(diagnosis, sight.get(), answers);
  }

  Optional<Option> search(String resolution) {
    return plan().stream().filter(option -> option.resolution().equals(resolution)).findFirst();
  }

  Option find(String resolution) {
    return search(resolution).orElseThrow();
  }

  List<String> ids() {
    return plan().stream().map(Option::id).toList();
  }

  Optional<Option> recommended() {
    return plan().stream().filter(Option::recommended).findFirst();
  }

  void apply(List<Change> changes) {
    for (Change change : changes) {
      ResourceId root = change.document();
      putting.accept(root, (ObjectNode) Apply.to(documents.apply(root), change));
    }
  }

  /** All of it; afterwards the estate is as it was. */
  void assertHealsAndCanBeUndone(Option option) {
    List<ResourceId> roots = option.changes().stream().map(Change::document).distinct().toList();
    List<JsonNode> before =
        roots.stream().map(id -> (JsonNode) documents.apply(id).deepCopy()).toList();
    List<Option> again = plan(Answers.of(option));
    assertEquals(
        new Drift.Unchanged(),
        Drift.between(option, again, Documents.of(sight.get())),
        option.id());
    assertStandAndApply(option.changes());
    for (int i = 0; i < roots.size(); i++) {
      JsonNode now = documents.apply(roots.get(i));
      assertEquals(
          new Proof(List.of(), List.of()),
          Proof.of(roots.get(i), before.get(i), now, option.changes()));
    }
    List<Option> later = plan(Answers.of(option));
    assertTrue(later.stream().noneMatch(Option::writes), later::toString);
    assertStandAndApply(option.undo());
    for (int i = 0; i < roots.size(); i++) {
      JsonNode now = documents.apply(roots.get(i));
      assertTrue(Proof.of(roots.get(i), before.get(i), now, List.of()).proven());
    }
  }

  private void assertStandAndApply(List<Change> changes) {
    for (Change change : changes) {
      assertEquals(Standing.BEFORE, Standing.of(change, documents.apply(change.document())));
      apply(List.of(change));
      assertEquals(Standing.AFTER, Standing.of(change, documents.apply(change.document())));
    }
  }
}
