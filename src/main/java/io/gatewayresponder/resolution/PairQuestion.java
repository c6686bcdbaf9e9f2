package io.gatewayresponder.resolution;

/** Asks for the pool and the setting that something is to be led to. */
final class PairQuestion {
  private PairQuestion() {}

  /**
   * @param suffix of the parameters' names, where one option asks for several pairs
   * @param what for the labels: of what, with a blank before it; empty for the only pair
   */
  static Destinations.Pair ask(
      OptionDraft draft,
      String suffix,
      String what,
      Destinations destinations,
      Destinations.Guess guess,
      Answers answers) {
    Parameter pool =
        draft.ask(
            Parameter.choice(
                "pool" + suffix, "Pool" + what, destinations.pools(guess), guess.reason()),
            answers);
    Parameter setting =
        draft.ask(
            Parameter.choice(
                "setting" + suffix,
                "HTTP setting" + what,
                destinations.settings(guess),
                guess.reason()),
            answers);
    return new Destinations.Pair(pool.value(), setting.value());
  }
}
