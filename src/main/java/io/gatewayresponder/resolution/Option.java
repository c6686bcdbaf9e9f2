package io.gatewayresponder.resolution;

import io.gatewayresponder.runbook.Family;
import java.util.List;

/**
 * One way to resolve a finding. It either writes (it has changes) or guides (it has none, and says
 * what a person does).
 *
 * @param id stable between planning and planning again: the resolution's name and its target, such
 *     as {@code AllowGatewaySubnet:web-nsg/deny-8080}
 * @param resolution the resolution's name, such as {@code AllowGatewaySubnet}
 * @param family the guide's family
 * @param title one line for a person, names included
 * @param why the reason, from the evidence
 * @param recommended at most one option of a proposal is
 * @param risk what can go wrong
 * @param approversNeeded how many different people have to approve: 2 for what destroys something
 * @param changes the exact writes, in order; empty for guidance
 * @param undo the writes that put everything back, in order
 * @param sideEffects what it affects besides
 * @param guidance for a person: what to check or run; for options that write, how recovery is seen
 */
public record Option(
    String id,
    String resolution,
    Family family,
    String title,
    String why,
    boolean recommended,
    Risk risk,
    int approversNeeded,
    List<Change> changes,
    List<Change> undo,
    List<String> sideEffects,
    List<String> guidance) {

  /** How much can go wrong. */
  public enum Risk {
    LOW,
    MEDIUM,
    HIGH
  }

  public Option {
    changes = List.copyOf(changes);
    undo = List.copyOf(undo);
    sideEffects = List.copyOf(sideEffects);
    guidance = List.copyOf(guidance);
  }

  public boolean writes() {
    return !changes.isEmpty();
  }

  /** The same, where another option is the one to recommend. */
  Option notRecommended() {
    return new Option(
        id,
        resolution,
        family,
        title,
        why,
        false,
        risk,
        approversNeeded,
        changes,
        undo,
        sideEffects,
        guidance);
  }

  /** An option that writes nothing: what a person does. */
  static Option guiding(
      String id, String resolution, Family family, String title, String why, List<String> steps) {
    return new Option(
        id,
        resolution,
        family,
        title,
        why,
        false,
        Risk.LOW,
        1,
        List.of(),
        List.of(),
        List.of(),
        steps);
  }
}
