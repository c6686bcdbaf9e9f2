package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.CheckedName;
import io.gatewayresponder.evidence.EffectiveProbe;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.evidence.TlsJudgement;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the servers of pairs show in TLS where probes and requests meet them, judged by the gateway
 * of a sight: with a {@link SightAfter} as it would be after a plan. Pairs that speak plain HTTP
 * have nothing to show.
 *
 * @param unseen servers that no handshake reached from here
 */
record ShownServers(List<Shown> shown, List<Unseen> unseen) {
  /**
   * One server, as its probes or its requests meet it.
   *
   * @param name what the certificate is held against
   * @param toProbes false for requests
   */
  record Shown(
      Subject.Pair pair,
      String server,
      int port,
      CheckedName name,
      boolean toProbes,
      TlsJudgement judgement) {
    boolean isSameAs(Shown other) {
      return pair.pool().equalsIgnoreCase(other.pair().pool())
          && server.equalsIgnoreCase(other.server())
          && toProbes == other.toProbes();
    }

    boolean hasAny(Set<TlsFault> faults) {
      return faults.stream().anyMatch(judgement::has);
    }

    String place() {
      return server + ":" + port;
    }
  }

  /** A server that could not be seen. */
  record Unseen(Subject.Pair pair, String server) {}

  /** Servers of one pool commonly show one certificate, and a plan should take seconds. */
  private static final int MOST_SERVERS = 16;

  /** Where so many cannot be reached, the others are hardly reached either. */
  private static final int MOST_FAILURES = 3;

  static ShownServers of(Sight sight, List<Subject.Pair> pairs) {
    Set<Shown> shown = new LinkedHashSet<>();
    Set<Unseen> unseen = new LinkedHashSet<>();
    sight.gateway().asFound().stream()
        .flatMap(gateway -> pairs.stream().map(pair -> new Looking(sight, gateway, pair)))
        .forEach(looking -> looking.look(shown, unseen));
    return new ShownServers(List.copyOf(shown), List.copyOf(unseen));
  }

  /** The looks at one pair. */
  private record Looking(Sight sight, Gateway gateway, Subject.Pair pair) {
    void look(Set<Shown> shown, Set<Unseen> unseen) {
      gateway
          .setting(pair.setting())
          .filter(BackendSetting::isEncrypted)
          .ifPresent(
              setting ->
                  gateway
                      .effectiveProbe(pair.setting())
                      .ifPresent(probe -> look(setting, probe, shown, unseen)));
    }

    private void look(
        BackendSetting setting, EffectiveProbe probe, Set<Shown> shown, Set<Unseen> unseen) {
      int looks = 0;
      int failures = 0;
      for (String server : PairServers.of(pair, gateway, sight)) {
        List<Shown> both = new ArrayList<>();
        if (looks < MOST_SERVERS && failures < MOST_FAILURES) {
          looks++;
          CheckedName toProbes = CheckedName.of(gateway, setting, server);
          see(setting, server, probe.port(), toProbes, true, both);
          CheckedName toRequests = CheckedName.ofRequests(gateway, setting, server);
          see(setting, server, setting.port(), toRequests, false, both);
        }
        if (both.isEmpty()) {
          failures++;
          unseen.add(new Unseen(pair, server));
        }
        shown.addAll(both);
      }
    }

    private void see(
        BackendSetting setting,
        String server,
        int port,
        CheckedName name,
        boolean toProbes,
        List<Shown> into) {
      Look<Handshake> look = sight.handshake(server, port, name.asked());
      look.asFound()
          .map(handshake -> TlsJudgement.of(gateway, setting, name, handshake))
          .ifPresent(
              judgement -> into.add(new Shown(pair, server, port, name, toProbes, judgement)));
    }
  }

  /** Those with one of these faults. */
  List<Shown> with(Set<TlsFault> faults) {
    return shown.stream().filter(one -> one.hasAny(faults)).toList();
  }

  /** Those of these pairs only. */
  ShownServers of(List<Subject.Pair> pairs) {
    return new ShownServers(
        shown.stream().filter(one -> pairs.contains(one.pair())).toList(),
        unseen.stream().filter(one -> pairs.contains(one.pair())).toList());
  }

  /** The same, called by the name that the setting has now, where a plan copies it. */
  ShownServers under(String setting) {
    return new ShownServers(
        shown.stream()
            .map(
                one ->
                    new Shown(
                        new Subject.Pair(one.pair().pool(), setting),
                        one.server(),
                        one.port(),
                        one.name(),
                        one.toProbes(),
                        one.judgement()))
            .toList(),
        unseen.stream()
            .map(one -> new Unseen(new Subject.Pair(one.pair().pool(), setting), one.server()))
            .toList());
  }
}
