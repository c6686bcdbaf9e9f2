package io.gatewayresponder.lab.fault;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * One way in which things go wrong.
 *
 * @param name short and stable, such as {@code nsg-denies-subnet}
 * @param reaches rows of the guide that a diagnosis of it passes, its cause's row among them
 * @param possible whether a topology has what it takes
 * @param exclusive faults with the same word undo each other; empty for none
 * @param remedy what puts it right
 * @param apply breaks the world and says what is true from then on
 */
public record Fault(
    String name,
    Set<String> reaches,
    Predicate<Topology> possible,
    String exclusive,
    Remedy remedy,
    BiFunction<World, Dice, Truth> apply) {

  public Fault {
    reaches = Set.copyOf(reaches);
  }

  static Fault of(String name, BiFunction<World, Dice, Truth> apply, String... reaches) {
    return new Fault(name, Set.of(reaches), topology -> true, "", Remedy.A_WRITE, apply);
  }

  Fault where(Predicate<Topology> condition) {
    return new Fault(name, reaches, possible.and(condition), exclusive, remedy, apply);
  }

  /** Only one of those with this word can be true at a time. */
  Fault oneOf(String word) {
    return new Fault(name, reaches, possible, word, remedy, apply);
  }

  /** It ends without anybody. */
  Fault untilLater(String why) {
    return new Fault(name, reaches, possible, exclusive, Remedy.time(why), apply);
  }

  /** No write of the responder's mends it. */
  Fault forPeople(String why) {
    return new Fault(name, reaches, possible, exclusive, Remedy.person(why), apply);
  }
}
