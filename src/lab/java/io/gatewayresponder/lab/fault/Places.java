package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Topology.Pool;
import io.gatewayresponder.lab.fault.Topology.Server;
import io.gatewayresponder.lab.fault.Topology.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The places where faults show, as {@link Truth} writes them. A probe's place has its layers in the
 * order in which it fails: {@code probe} is all of them.
 */
final class Places {
  private Places() {}

  /** A pool as reached through a setting, with one of its servers. */
  record Probed(Pool pool, Setting setting, Server server) {
    String place() {
      return "probe " + pool.name() + "~" + setting.name() + "~" + server.member();
    }
  }

  /** Everything that is probed. */
  static List<Probed> probed(Topology topology) {
    List<Probed> all = new ArrayList<>();
    for (Pool pool : topology.usedPools()) {
      for (Setting setting : topology.settingsOf(pool)) {
        pool.servers().forEach(server -> all.add(new Probed(pool, setting, server)));
      }
    }
    return all;
  }

  static List<Probed> probed(Topology topology, Predicate<Probed> which) {
    return probed(topology).stream().filter(which).toList();
  }

  /** A truth about probes that fail: which pools, settings and servers its cause may name. */
  static Truth about(Truth truth, List<Probed> failing, String layer) {
    List<String> shows = failing.stream().map(each -> each.place() + " " + layer).toList();
    return truth
        .about("pool", failing.stream().map(each -> each.pool().name()).distinct().toList())
        .about("setting", failing.stream().map(each -> each.setting().name()).distinct().toList())
        .about("server", failing.stream().map(each -> each.server().member()).distinct().toList())
        .seenAt(shows);
  }

  /** What cannot be seen where probes fail earlier than in these layers. */
  static List<String> dark(List<Probed> failing, String... layers) {
    List<String> dark = new ArrayList<>();
    for (Probed each : failing) {
      for (String layer : layers) {
        dark.add(each.place() + " " + layer);
      }
    }
    return dark;
  }
}
