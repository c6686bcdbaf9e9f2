package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.CheckedName;
import io.gatewayresponder.evidence.EffectiveProbe;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.resolution.ShownServers.Shown;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person does on the back end where a certificate is the matter: how to look, written out
 * for the server, the port and the name in question, and how to mend what was seen or what the
 * gateway says. Never a write; one option for each cause.
 */
final class GuideTls implements Resolution {
  /** Where the first server is one of many alike, a person looks at that one. */
  private static final int MOST_SEEN = 3;

  @Override
  public Family family() {
    return Family.F;
  }

  @Override
  public String name() {
    return "GuideTls";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return causes.stream().map(cause -> option(cause, sight)).toList();
  }

  private Option option(Finding cause, Sight sight) {
    Optional<Gateway> gateway = sight.gateway().asFound();
    List<String> steps = new ArrayList<>();
    cause
        .subject()
        .asPair()
        .ifPresentOrElse(
            pair ->
                gateway.ifPresentOrElse(
                    known -> steps.addAll(steps(cause.subject(), pair, known, sight)),
                    () -> steps.addAll(TlsAdvice.general())),
            () -> steps.addAll(TlsAdvice.general()));
    return Option.guiding(
        name() + ":" + cause.row() + ":" + cause.subject(),
        name(),
        family(),
        "Put the certificate right on the servers of "
            + cause.subject()
            + " of "
            + sight.gatewayId().name(),
        cause.seen() + ": " + cause.means() + ".",
        steps);
  }

  private static List<String> steps(
      Subject subject, Subject.Pair pair, Gateway gateway, Sight sight) {
    List<String> steps = new ArrayList<>();
    List<Shown> shown =
        ShownServers.of(sight, List.of(pair)).shown().stream()
            .filter(one -> isMeant(subject, one.server()))
            .toList();
    TlsTarget target =
        shown.stream()
            .filter(one -> !one.judgement().faults().isEmpty())
            .findFirst()
            .map(one -> TlsTarget.of(one.server(), one.port(), one.name().asked()))
            .orElseGet(() -> unseen(subject, pair, gateway, sight));
    steps.add(target.look());
    shown.stream()
        .filter(one -> !one.judgement().faults().isEmpty())
        .limit(MOST_SEEN)
        .forEach(one -> steps.add(TlsAdvice.seen(one)));
    Set<TlsFault> faults = new LinkedHashSet<>();
    shown.forEach(one -> faults.addAll(one.judgement().faults()));
    Set<String> advice = new LinkedHashSet<>();
    PairServers.health(pair, sight).stream()
        .filter(one -> isMeant(subject, one.address()))
        .map(ServerHealth::probeLog)
        .forEach(log -> advice.addAll(TlsAdvice.on(log, target)));
    faults.forEach(fault -> advice.addAll(TlsAdvice.on(fault, target)));
    HostNames common =
        gateway
            .setting(pair.setting())
            .map(setting -> HostNames.of(sight, gateway, setting, shown, setting.hostName()))
            .orElse(new HostNames(List.of(), ""));
    if (faults.contains(TlsFault.OTHER_NAME) && common.choices().isEmpty()) {
      advice.add(
          "The servers' certificates have no name in common by which one setting could call them"
              + " all: give them certificates that do, or a pool and a setting each.");
    }
    steps.addAll(advice.isEmpty() ? TlsAdvice.general() : advice);
    return List.copyOf(steps);
  }

  private static boolean isMeant(Subject subject, String server) {
    return !(subject instanceof Subject.Servers some)
        || some.addresses().stream().anyMatch(server::equalsIgnoreCase);
  }

  private static TlsTarget unseen(
      Subject subject, Subject.Pair pair, Gateway gateway, Sight sight) {
    String server =
        PairServers.of(pair, gateway, sight).stream()
            .filter(one -> isMeant(subject, one))
            .findFirst()
            .orElse("");
    Optional<EffectiveProbe> probe = gateway.effectiveProbe(pair.setting());
    return TlsTarget.of(
        server,
        probe.map(EffectiveProbe::port).orElse(0),
        gateway
            .setting(pair.setting())
            .map(setting -> CheckedName.of(gateway, setting, server).asked())
            .orElse(""));
  }
}
