package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Topology.Pool;
import io.gatewayresponder.lab.fault.Topology.Server;
import io.gatewayresponder.lab.fault.Topology.Setting;
import io.gatewayresponder.lab.fault.Topology.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The places where faults show, as {@link Truth} writes them: {@code probe pool~setting~server
 * layer}, {@code way listener path} for the requests of clients, {@code clients listener} for how
 * many they are, {@code health pool}, {@code routing listener}, {@code app name}, {@code
 * management} for the platform's own traffic, {@code logs}. The beginning of a place stands for all
 * that begin so.
 *
 * <p>Only what no look of the responder can show is dark. Documents can be read whatever else is
 * wrong: a rule, a route that throws traffic away, an app's restrictions, a listener's port. What
 * is dark is what needs a connection that does not come about, a probe that is not sent, or a
 * request that does not arrive.
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

  static String place(Way way) {
    return "way " + way.listener().name() + " " + way.path();
  }

  /** The ways that lead through a pool and a setting of which no server is left. */
  static List<String> ways(Topology topology, List<Probed> failing) {
    return topology.ways().stream()
        .filter(
            way ->
                way.pool().servers().stream()
                    .allMatch(
                        server -> failing.contains(new Probed(way.pool(), way.setting(), server))))
        .map(Places::place)
        .toList();
  }

  /**
   * What clients go on to complain of who ask these servers for these paths: that a probe asks
   * elsewhere, or waits longer, makes no page of them.
   */
  static List<String> errors(Topology topology, List<Probed> failing, Set<String> paths) {
    return topology.ways().stream()
        .filter(way -> paths.contains(way.path()))
        .filter(
            way ->
                failing.stream()
                    .anyMatch(
                        each ->
                            each.pool().equals(way.pool()) && each.setting().equals(way.setting())))
        .map(Complaints::errors)
        .toList();
  }

  /** A truth about probes that fail: which pools, settings and servers its cause may name. */
  static Truth about(Topology topology, Truth truth, List<Probed> failing, String layer) {
    List<String> shows = failing.stream().map(each -> each.place() + " " + layer).toList();
    return truth
        .about("pool", failing.stream().map(each -> each.pool().name()).distinct().toList())
        .about("setting", failing.stream().map(each -> each.setting().name()).distinct().toList())
        .about("server", failing.stream().map(each -> each.server().member()).distinct().toList())
        .seenAt(shows)
        .darkening(ways(topology, failing));
  }

  /**
   * What only a connection shows: whether anything listens, whether it speaks TLS, whom the setting
   * trusts, and what is answered. What an appliance on the way passes on is not known either where
   * something else keeps the connection from coming about.
   */
  static List<String> darkWithoutConnection(List<Probed> failing) {
    return dark(failing, "appliance", "listening", "handshake", "tls", "root", "answer");
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
