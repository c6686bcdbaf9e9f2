package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the world is still the one that an approval was given for. Planning again has to come to
 * the same writes on the same ground; otherwise nothing is written and a person hears what moved.
 */
public sealed interface Drift {
  /** Planning again gives the very same writes. */
  record Unchanged() implements Drift {}

  /** What all the changes want is there already; there is nothing left to write. */
  record AlreadyApplied() implements Drift {}

  /** Something moved since; the approval does not fit any more. */
  record Changed(List<Reason> reasons) implements Drift {}

  /**
   * One thing that moved.
   *
   * @param what in words, such as {@code rule deny-8080 of web-nsg: priority}
   * @param before as it was when the plan was approved
   * @param now as it is
   */
  record Reason(String what, String before, String now) {
    public String sentence() {
      return what + ": was " + before + ", is now " + now;
    }
  }

  /**
   * Compares an approved option with what is planned from a fresh look.
   *
   * @param approved as it was stored when it was approved
   * @param plannedAgain all options that the same causes lead to now
   * @param now the documents that will be written to, read no earlier than what was planned from
   */
  static Drift between(Option approved, List<Option> plannedAgain, Documents now) {
    Optional<Option> again =
        plannedAgain.stream().filter(option -> option.id().equals(approved.id())).findFirst();
    String digest = Digest.of(approved);
    if (again.isPresent() && Digest.of(again.get()).equals(digest)) {
      return ofGround(approved, now);
    }
    if (again.isEmpty() && allApplied(approved, now)) {
      return new AlreadyApplied();
    }
    List<Reason> reasons = new ArrayList<>();
    approved.changes().forEach(change -> compareGround(change, now, reasons));
    if (again.isPresent()) {
      compareWrites(approved.changes(), again.get().changes(), reasons);
    } else {
      reasons.add(new Reason(approved.title(), "a way to resolve this", "not one any more"));
    }
    if (reasons.isEmpty()) {
      reasons.add(new Reason("the plan's digest", digest, again.map(Digest::of).orElse("none")));
    }
    return new Changed(List.copyOf(reasons));
  }

  /**
   * Compares an approved option with the ground alone, for one that is not planned from evidence.
   *
   * @param now the documents as they are now
   */
  static Drift ofGround(Option approved, Documents now) {
    if (allApplied(approved, now)) {
      return new AlreadyApplied();
    }
    List<Reason> reasons = new ArrayList<>();
    approved.changes().forEach(change -> compareGround(change, now, reasons));
    return reasons.isEmpty() ? new Unchanged() : new Changed(List.copyOf(reasons));
  }

  private static boolean allApplied(Option approved, Documents now) {
    return approved.writes()
        && approved.changes().stream()
            .allMatch(
                change ->
                    now.read(change.document())
                        .asFound()
                        .filter(root -> Standing.of(change, root) == Standing.AFTER)
                        .isPresent());
  }

  private static void compareGround(Change change, Documents now, List<Reason> reasons) {
    String name = nameOf(change);
    Look<JsonNode> look = now.read(change.document());
    if (look instanceof Look.Unreadable<JsonNode> unreadable) {
      reasons.add(new Reason(name, "readable", unreadable.sentence()));
    } else if (look instanceof Look.Found<JsonNode> found) {
      if (Standing.of(change, found.value()) == Standing.AFTER) {
        reasons.add(new Reason(name, "as planned for", "changed as planned, by somebody else"));
        return;
      }
      JsonNode present = Standing.at(change, found.value());
      if (change.before() == null && present != null) {
        reasons.add(new Reason(name, "absent", "there"));
      } else if (change.before() != null && present == null) {
        reasons.add(new Reason(name, "there", "gone"));
      } else {
        boolean partly =
            change.operation() == Change.Operation.POST
                || change.operation() == Change.Operation.PATCH;
        Leaves.ofPart(change.before()).to(Leaves.ofPart(present)).stream()
            .filter(difference -> !partly || difference.before() != null)
            // What is sent, and so what an undo finds, says nothing of state.
            .filter(difference -> difference.before() != null || !Leaves.isState(difference.path()))
            .forEach(difference -> reasons.add(reason(name, difference)));
      }
    }
  }

  private static void compareWrites(
      List<Change> approved, List<Change> again, List<Reason> reasons) {
    if (approved.size() != again.size()) {
      reasons.add(new Reason("the number of writes", count(approved.size()), count(again.size())));
      return;
    }
    for (int i = 0; i < approved.size(); i++) {
      Change was = approved.get(i);
      Change is = again.get(i);
      String written = "what would be written to " + nameOf(was);
      if (!was.resourceId().equals(is.resourceId()) || was.operation() != is.operation()) {
        reasons.add(
            new Reason(
                "write " + (i + 1),
                was.operation() + " " + was.resourceId(),
                is.operation() + " " + is.resourceId()));
      } else {
        Leaves.of(was.after())
            .to(Leaves.of(is.after()))
            .forEach(difference -> reasons.add(reason(written, difference)));
      }
    }
  }

  private static Reason reason(String name, Difference difference) {
    String before = difference.before();
    String after = difference.after();
    return new Reason(
        name + ": " + difference.path(),
        before == null ? "not set" : before,
        after == null ? "not set" : after);
  }

  private static String nameOf(Change change) {
    boolean part = !change.resourceId().equals(change.document());
    return part
        ? change.resourceId().name() + " of " + change.resourceId().root().name()
        : change.resourceId().name();
  }

  private static String count(int writes) {
    return writes == 1 ? "1 write" : writes + " writes";
  }
}
