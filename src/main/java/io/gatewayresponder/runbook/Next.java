package io.gatewayresponder.runbook;

import java.time.Duration;

/**
 * Where a row leads. A closed set: whoever walks, renders or tests the tables handles every case.
 */
public sealed interface Next {
  /** Go on with another step, about the same subject. */
  record GoTo(String step) implements Next {}

  /** Go on with another step once for each failing (pool, HTTP setting) pair. */
  record ForEachFailingPair(String step) implements Next {}

  /** A cause is found; the resolutions of this family know what to do. */
  record Propose(Family family) implements Next {}

  /**
   * The state is passing; look at the whole runbook again later. The number of times is bounded by
   * who walks.
   */
  record LookAgain(Duration after, String why) implements Next {}

  /**
   * A cause is found that no change of ours mends, such as an application that fails by itself.
   *
   * @param what a person has to do, in sentences
   */
  record ByHand(String what) implements Next {}

  /** The tables are through; the decision map says what follows. */
  record Decide() implements Next {}

  /** Nothing is wrong, and nothing is left to do. */
  record NothingWrong() implements Next {}

  /** No cause is found here and a person has to go on, and why. */
  record Escalate(String why) implements Next {}

  static Next goTo(String step) {
    return new GoTo(step);
  }

  static Next forEachFailingPair(String step) {
    return new ForEachFailingPair(step);
  }

  static Next propose(Family family) {
    return new Propose(family);
  }

  static Next lookAgain(Duration after, String why) {
    return new LookAgain(after, why);
  }

  static Next byHand(String what) {
    return new ByHand(what);
  }

  static Next decide() {
    return new Decide();
  }

  static Next nothingWrong() {
    return new NothingWrong();
  }

  /** True when the row names a cause. */
  default boolean namesCause() {
    return this instanceof Propose || this instanceof ByHand;
  }

  static Next escalate(String why) {
    return new Escalate(why);
  }
}
