package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.ResourceId;
import java.util.List;

/**
 * Whether a write did what was planned and nothing else, by what was read before and after it.
 *
 * @param unplanned what differs and was not planned
 * @param missing what was planned and cannot be seen
 */
public record Proof(List<Difference> unplanned, List<Difference> missing) {
  /** Exactly the planned difference happened. */
  public boolean proven() {
    return unplanned.isEmpty() && missing.isEmpty();
  }

  /**
   * Compares a top-level resource before and after.
   *
   * @param root the id of the resource that was read twice, such as a network security group
   * @param changes those that were written; the ones of other resources are passed over
   */
  public static Proof of(ResourceId root, JsonNode before, JsonNode after, List<Change> changes) {
    Leaves stood = Leaves.of(before);
    List<Difference> planned = stood.to(Leaves.of(Outcome.of(before, root, changes)));
    List<Difference> seen = stood.to(Leaves.of(after));
    List<Difference> unplanned =
        seen.stream()
            .filter(difference -> !planned.contains(difference))
            // Whether a gateway runs is its state and not its configuration: a PUT may start it.
            .filter(
                difference ->
                    !Leaves.isState(difference.path())
                        || planned.stream().anyMatch(it -> it.path().equals(difference.path())))
            .toList();
    List<Difference> missing =
        planned.stream().filter(difference -> !seen.contains(difference)).toList();
    return new Proof(unplanned, missing);
  }
}
