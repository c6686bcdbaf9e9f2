package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.CheckedName;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.HealthProbe;
import io.gatewayresponder.evidence.ProbeLog;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.resolution.ShownServers.Shown;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Calls the servers by a name that their certificate is for. The probe's host is what is checked
 * where it has one, else the setting's, else the server's. Where only probes are refused, only the
 * probe is changed; the setting's host is also what requests are sent with.
 */
final class AlignHostName implements Resolution {
  private static final Set<TlsFault> MEANT = Set.of(TlsFault.OTHER_NAME);

  @Override
  public Family family() {
    return Family.F;
  }

  @Override
  public String name() {
    return "AlignHostName";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    // The first generation checks the name by which the pool knows the server.
    return sight
        .gateway()
        .asFound()
        .filter(gateway -> gateway.generation() == Gateway.Generation.V2)
        .map(
            gateway ->
                CausesBySetting.of(causes, gateway).stream()
                    .flatMap(some -> new Names(some, gateway, sight, answers).options().stream())
                    .toList())
        .orElse(List.of());
  }

  /** Which of the two is changed. */
  private enum Target {
    PROBE,
    SETTING
  }

  /** What is to be done about the names behind one setting. */
  private final class Names {
    private final CausesBySetting causes;
    private final Gateway gateway;
    private final Sight sight;
    private final Answers answers;
    private final BackendSetting setting;
    private final ShownServers seen;
    private final List<Subject.Pair> pairs;

    Names(CausesBySetting causes, Gateway gateway, Sight sight, Answers answers) {
      this.causes = causes;
      this.gateway = gateway;
      this.sight = sight;
      this.answers = answers;
      this.setting = causes.setting();
      this.seen = ShownServers.of(sight, causes.pairs());
      this.pairs = causes.pairs().stream().filter(this::isRefused).toList();
    }

    private boolean isRefused(Subject.Pair pair) {
      List<Shown> shown = seen.of(List.of(pair)).shown();
      boolean said =
          PairServers.health(pair, sight).stream()
              .anyMatch(one -> one.probeLog().kind() == ProbeLog.Kind.NAME_MISMATCH);
      return shown.stream().anyMatch(one -> one.hasAny(MEANT))
          // No name is asked for, and the gateway's word is all there is; or nothing was seen.
          || (said && shown.stream().allMatch(one -> one.name().asked().isEmpty()));
    }

    private List<Shown> shown() {
      return seen.of(pairs).shown();
    }

    List<Option> options() {
      if (pairs.isEmpty() || !setting.isEncrypted() || !setting.checksName()) {
        return List.of();
      }
      boolean requestsRefused =
          shown().stream().anyMatch(one -> !one.toProbes() && one.hasAny(MEANT));
      boolean byProbe =
          pairs.stream()
              .flatMap(pair -> PairServers.of(pair, gateway, sight).stream())
              .map(server -> CheckedName.of(gateway, setting, server))
              .anyMatch(name -> name.from().equals("probe"));
      boolean byClient = setting.hostName().isEmpty() && !setting.picksHostFromServer();
      List<Option> options = new ArrayList<>();
      if (byProbe && !requestsRefused) {
        option(Target.PROBE, byProbe, true).ifPresent(options::add);
      }
      if (!byProbe || requestsRefused || byClient) {
        option(Target.SETTING, byProbe, options.isEmpty()).ifPresent(options::add);
      }
      return options;
    }

    private Optional<Option> option(Target target, boolean byProbe, boolean isBest) {
      List<Shown> needing =
          target == Target.PROBE ? shown().stream().filter(Shown::toProbes).toList() : shown();
      String now = target == Target.PROBE ? probeHost() : setting.hostName();
      HostNames hosts =
          HostNames.of(sight, gateway, setting, needing, now.isEmpty() ? probeHost() : now);
      if (hosts.choices().isEmpty() && !needing.isEmpty()) {
        return Optional.empty();
      }
      OptionDraft draft =
          Option.draft(
              AlignHostName.this,
              target == Target.PROBE ? probeName() + "@" + setting.name() : setting.name(),
              target == Target.PROBE
                  ? "Let probe " + probeName() + " ask for a host that the certificate is for"
                  : "Let setting " + setting.name() + " use a host that the certificate is for");
      Parameter host =
          draft.ask(
              hosts.asParameter(
                  target == Target.PROBE
                      ? "Host that the probe asks for"
                      : "Host that requests and probes ask for"),
              answers);
      Optional<TlsPlan> plan =
          Optional.of(host.value())
              .filter(value -> !value.isEmpty())
              .flatMap(
                  value -> TlsPlan.of(sight, gateway, pairs, MEANT, repair(target, byProbe, value)))
              .filter(tried -> tried.effect().heals());
      if (plan.isEmpty() && host.isSet()) {
        return Optional.empty();
      }
      return Optional.of(
          draft
              .why(why(needing))
              .recommended(isBest && isProven(plan))
              .risk(target == Target.PROBE ? Option.Risk.LOW : Option.Risk.MEDIUM)
              .changes(plan.map(TlsPlan::changes).orElse(List.of()))
              .sideEffects(sideEffects(target, plan))
              .guidance(plan.map(some -> TlsWords.left(some, MEANT)).orElse(List.of()))
              .cures(causes.of(pairs), sight)
              .recovery(causes.recovery())
              .done());
    }

    private boolean isProven(Optional<TlsPlan> plan) {
      return !shown().isEmpty() && plan.map(some -> some.effect().sparesOthers()).orElse(false);
    }

    private Consumer<SettingEdit> repair(Target target, boolean byProbe, String host) {
      return edit -> {
        if (target == Target.SETTING) {
          ObjectNode properties = edit.setting();
          if (setting.handshakeName().isEmpty()) {
            properties.put("hostName", host).put("pickHostNameFromBackendAddress", false);
          } else {
            properties.put("sniName", host);
          }
        }
        if (byProbe && (target == Target.PROBE || isProbeRefused())) {
          edit.probe().ifPresent(probe -> probe.put("host", host));
        }
      };
    }

    private boolean isProbeRefused() {
      return shown().isEmpty()
          || shown().stream().anyMatch(one -> one.toProbes() && one.hasAny(MEANT));
    }

    private String why(List<Shown> needing) {
      String seenWords = TlsWords.seen(needing, one -> true);
      return seenWords.isEmpty()
          ? "The gateway says that the certificate's name is not the one it asks for; no server"
              + " could be seen from here."
          : seenWords;
    }

    private List<String> sideEffects(Target target, Optional<TlsPlan> plan) {
      List<String> effects = new ArrayList<>();
      if (target == Target.SETTING && setting.handshakeName().isEmpty()) {
        effects.add(
            "Requests are sent with this host too, instead of "
                + (setting.hostName().isEmpty()
                    ? "what "
                        + (setting.picksHostFromServer() ? "the server is called" : "clients asked")
                    : TlsWords.printable(setting.hostName()))
                + ": an application that chooses by host, or makes redirects, links and cookies of"
                + " it, has to know it.");
      }
      plan.ifPresent(some -> effects.addAll(TlsWords.consequences(some)));
      effects.addAll(GatewayEdit.SIDE_EFFECTS);
      return effects;
    }

    private String probeName() {
      return setting.probeName().orElse("");
    }

    private String probeHost() {
      return setting.probeName().flatMap(gateway::probe).map(HealthProbe::host).orElse("");
    }
  }
}
