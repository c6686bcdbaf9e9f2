package io.gatewayresponder.resolution;

import java.util.List;
import java.util.Optional;

/**
 * The way back from an option that was carried out, as an option of its own: previewed, approved by
 * digest and written like any other. It is not planned from evidence, so before it is written only
 * the ground is compared: what the change put there has to stand there still.
 */
public final class UndoOption {
  private static final String NAME = "Undo";

  private UndoOption() {}

  /**
   * @param option that was carried out
   * @param done those of its changes that stand now, in the order in which they were written
   * @return nothing when there is nothing to take back, or no way to
   */
  public static Optional<Option> of(Option option, List<Change> done) {
    List<Change> back = Undo.of(done);
    if (back.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Option(
            NAME + ":" + option.id(),
            NAME,
            option.family(),
            "Undo: " + option.title(),
            "Puts back exactly what stood there before the change.",
            false,
            option.risk(),
            option.approversNeeded(),
            List.of(),
            back,
            Undo.of(back),
            List.of("What the change was made against is then as it was before."),
            List.of(),
            List.of(),
            "Nothing recovers by this; it only takes the change back."));
  }

  public static boolean isUndo(Option option) {
    return option.resolution().equals(NAME);
  }
}
