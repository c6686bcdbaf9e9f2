package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Topology.Listener;
import io.gatewayresponder.lab.fault.Topology.Pool;
import io.gatewayresponder.lab.fault.Topology.Setting;
import io.gatewayresponder.lab.fault.Topology.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Leads requests to every pool: by basic rules, or by path maps that send some paths elsewhere. The
 * listeners have hosts of their own, unless there is only one.
 */
final class Ways {
  /** Much below what the smallest gateway carries, and enough for a minute to tell. */
  private static final int MOST_REQUESTS_PER_SECOND = 20;

  private final Dice dice;
  private final UnaryOperator<String> name;
  private final Function<Pool, Setting> setting;
  private final List<Way> ways = new ArrayList<>();

  /**
   * @param setting the setting through which a pool is reached next
   */
  Ways(Dice dice, UnaryOperator<String> name, Function<Pool, Setting> setting) {
    this.dice = dice;
    this.name = name;
    this.setting = setting;
  }

  List<Way> of(List<Pool> pools) {
    List<Pool> left = new ArrayList<>(pools);
    // A client without a host of its own is nobody to an App Service app.
    boolean many = pools.size() > 1 || pools.get(0).kind().isPlatform() || dice.chance(0.5);
    while (!left.isEmpty()) {
      Listener listener = listener(many);
      String rule = name.apply("rule");
      if (dice.chance(0.4)) {
        pathMap(listener, rule, left);
      } else {
        add(listener, rule, Optional.empty(), false, "/", left.remove(0));
      }
    }
    return List.copyOf(ways);
  }

  private Listener listener(boolean named) {
    boolean encrypted = dice.chance(0.4);
    String listener = name.apply("listener");
    return new Listener(
        listener,
        encrypted ? "Https" : "Http",
        encrypted ? 443 : dice.pick(List.of(80, 8080)),
        named ? "www." + listener + ".example" : "");
  }

  private void pathMap(Listener listener, String rule, List<Pool> left) {
    Optional<String> map = Optional.of(name.apply("paths"));
    Pool byDefault = left.remove(0);
    add(listener, rule, map, true, "/", byDefault);
    int entries = dice.between(1, 2);
    for (int i = 0; i < entries; i++) {
      Pool pool = left.isEmpty() ? byDefault : left.remove(0);
      add(listener, rule, map, false, "/" + name.apply("area"), pool);
    }
  }

  private void add(
      Listener listener,
      String rule,
      Optional<String> map,
      boolean isDefault,
      String path,
      Pool pool) {
    ways.add(
        new Way(
            listener,
            rule,
            map,
            isDefault,
            path,
            pool,
            setting.apply(pool),
            dice.between(2, MOST_REQUESTS_PER_SECOND)));
  }
}
