package io.gatewayresponder.runbook;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import java.util.List;

/**
 * One question of the runbook: what to look at, and the table that says what each sight means.
 * Looking is apart from judging: {@link #look} reads and does not judge, the table judges and does
 * not read.
 *
 * @param <E> what is looked at; its methods are the conditions of the rows
 */
public interface Step<E> {
  /**
   * What the step is asked about when a walk comes with this subject: the same, unless the question
   * is about things of its own, such as each pair with an App Service app. Never empty.
   */
  default List<Subject> subjects(Sight sight, Subject given) {
    return List.of(given);
  }

  /** Looks, read-only, at what the table asks about. */
  Look<E> look(Sight sight, Subject subject);

  Table<E> table();

  /** Where this step differs from the guide and why: a sentence or two each. */
  List<String> differences();
}
