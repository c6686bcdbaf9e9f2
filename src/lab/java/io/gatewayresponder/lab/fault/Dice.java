package io.gatewayresponder.lab.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What is drawn while a topology or a fault is made; one seed draws the same again. */
public final class Dice {
  private static final List<String> WORDS =
      List.of(
          "shop", "orders", "billing", "media", "portal", "search", "intake", "ledger", "claims",
          "atlas", "harbor", "mint", "quartz", "raven", "sable", "tulip", "vault", "willow");

  private final Random random;

  public Dice(long seed) {
    this.random = new Random(seed);
  }

  /** True with this probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Both ends are included. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  public <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Some of the choices, at least one, in their order. */
  public <T> List<T> some(List<T> choices) {
    List<T> few = new ArrayList<>(choices);
    few.removeIf(each -> chance(0.5));
    return few.isEmpty() ? List.of(pick(choices)) : List.copyOf(few);
  }

  public <T> List<T> shuffled(List<T> choices) {
    List<T> mixed = new ArrayList<>(choices);
    Collections.shuffle(mixed, random);
    return mixed;
  }

  public String word() {
    return pick(WORDS);
  }

  /** An id as Azure writes it back at times: the resource group in upper case. */
  String spelled(String id) {
    if (!chance(0.15)) {
      return id;
    }
    String group = "/resourceGroups/";
    int from = id.indexOf(group) + group.length();
    int to = id.indexOf('/', from);
    return id.substring(0, from)
        + id.substring(from, to).toUpperCase(Locale.ROOT)
        + id.substring(to);
  }
}
