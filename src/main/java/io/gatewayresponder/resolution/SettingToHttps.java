package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.EffectiveProbe;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ShownCertificate;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.resolution.ShownServers.Shown;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Speaks TLS to servers that take nothing else on the port of a plain setting. The port stays, the
 * custom probe speaks TLS as well, and what TLS needs besides comes along in the same write: a host
 * that the certificate is for, and the root of a private authority.
 */
final class SettingToHttps implements Resolution {
  private static final int PLAIN_PORT = 80;
  private static final int LAST_PORT = 65_535;

  /** All of it: what stays wrong keeps the servers unhealthy. */
  private static final Set<TlsFault> MEANT = EnumSet.allOf(TlsFault.class);

  @Override
  public Family family() {
    return Family.F;
  }

  @Override
  public String name() {
    return "SettingToHttps";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight
        .gateway()
        .asFound()
        .map(
            gateway ->
                CausesBySetting.of(causes, gateway).stream()
                    .filter(some -> some.setting().protocol().equalsIgnoreCase("Http"))
                    .flatMap(some -> new Switch(some, gateway, sight, answers).option().stream())
                    .toList())
        .orElse(List.of());
  }

  /** The switch of one setting, which grows while it is found out what TLS needs. */
  private final class Switch {
    private final CausesBySetting causes;
    private final BackendSetting setting;
    private final Gateway gateway;
    private final Sight sight;
    private final Answers answers;
    private final List<Subject.Pair> pairs;
    private final OptionDraft draft;
    private final List<String> effects = new ArrayList<>();
    private final List<String> guidance = new ArrayList<>();
    private Consumer<SettingEdit> repair = edit -> {};

    Switch(CausesBySetting causes, Gateway gateway, Sight sight, Answers answers) {
      this.causes = causes;
      this.setting = causes.setting();
      this.gateway = gateway;
      this.sight = sight;
      this.answers = answers;
      this.pairs = causes.pairs().stream().filter(this::takesTls).toList();
      this.draft =
          Option.draft(
              SettingToHttps.this,
              setting.name(),
              "Speak TLS to the servers behind setting " + setting.name());
    }

    /** Every server that answers at all at the probe's port answers a handshake. */
    private boolean takesTls(Subject.Pair pair) {
      EffectiveProbe probe = gateway.effectiveProbe(setting.name()).orElseThrow();
      List<Boolean> shows =
          PairServers.of(pair, gateway, sight).stream()
              .flatMap(
                  server ->
                      sight
                          .handshake(server, probe.port(), "")
                          .map(shown -> !shown.chain().isEmpty())
                          .asFound()
                          .stream())
              .toList();
      return !probe.isEncrypted() && shows.contains(true);
    }

    Optional<Option> option() {
      if (pairs.isEmpty()) {
        return Optional.empty();
      }
      int port = port();
      repair = edit -> speakTls(edit, port);
      if (!host() || !root()) {
        return Optional.of(asking());
      }
      return plan()
          .filter(plan -> plan.effect().heals() && plan.effect().harmed().isEmpty())
          .map(this::writing);
    }

    /** The setting's own; 80 is not where TLS is expected, so that a person confirms it. */
    private int port() {
      if (setting.port() != PLAIN_PORT) {
        return setting.port();
      }
      Parameter asked =
          draft.ask(
              Parameter.number(
                  "port",
                  "Port on which the servers speak TLS",
                  1,
                  LAST_PORT,
                  OptionalLong.of(setting.port()),
                  "the servers answered a handshake on this port"),
              answers);
      return Integer.parseInt(asked.value());
    }

    private void speakTls(SettingEdit edit, int port) {
      edit.setting().put("protocol", "Https").put("port", port);
      edit.probe().ifPresent(probe -> probe.put("protocol", "Https"));
    }

    /** A host, where without one the certificate would be refused; false where it is missing. */
    private boolean host() {
      if (gateway.generation() == Gateway.Generation.V1) {
        return true;
      }
      List<Shown> then = then();
      boolean probeNeeds = then.stream().anyMatch(one -> one.toProbes() && needsHost(one));
      boolean refused =
          then.stream()
              .anyMatch(one -> !one.toProbes() && one.judgement().has(TlsFault.OTHER_NAME));
      boolean byProbe = then.stream().anyMatch(one -> one.name().from().equals("probe"));
      if (!probeNeeds && !refused) {
        return true;
      }
      boolean onSetting = refused || !byProbe;
      HostNames hosts = HostNames.of(sight, gateway, setting, then, setting.hostName());
      Parameter host =
          draft.ask(hosts.asParameter("Host by which the servers are called"), answers);
      if (!host.isSet()) {
        return false;
      }
      if (onSetting) {
        effects.add(
            "Requests are sent with the host "
                + host.value()
                + " from then on: an application that chooses by host, or makes redirects, links"
                + " and cookies of it, has to know it.");
      }
      Consumer<SettingEdit> before = repair;
      repair =
          edit -> {
            before.accept(edit);
            if (onSetting) {
              edit.setting()
                  .put("hostName", host.value())
                  .put("pickHostNameFromBackendAddress", false);
            }
            if (byProbe && probeNeeds) {
              edit.probe().ifPresent(probe -> probe.put("host", host.value()));
            }
          };
      return true;
    }

    private static boolean needsHost(Shown one) {
      return one.name().asked().isEmpty() || one.judgement().has(TlsFault.OTHER_NAME);
    }

    /** What the setting has to trust; false where it is missing. */
    private boolean root() {
      List<Shown> then = then();
      Consumer<SettingEdit> before = repair;
      if (gateway.generation() == Gateway.Generation.V1) {
        List<ShownCertificate> unlisted = ListServerCertificate.unlisted(then, List.of());
        repair =
            edit -> {
              before.accept(edit);
              ListServerCertificate.list(edit, unlisted);
            };
        unlisted.forEach(this::compare);
        return true;
      }
      List<Shown> untrusted =
          then.stream().filter(one -> one.hasAny(UntrustedServers.MEANT)).toList();
      if (untrusted.isEmpty()) {
        return true;
      }
      List<String> known =
          untrusted.stream()
              .flatMap(one -> one.judgement().rootsOnGateway().stream())
              .distinct()
              .toList();
      if (!known.isEmpty()) {
        repair =
            edit -> {
              before.accept(edit);
              edit.attach(UploadTrustedRoot.ROOTS, known);
            };
        return true;
      }
      Parameter root =
          draft.ask(UploadTrustedRoot.parameter(UploadTrustedRoot.shownRoot(untrusted)), answers);
      Optional<ShownCertificate> certificate = ShownCertificate.read(root.value());
      certificate.ifPresent(
          one -> {
            compare(one);
            effects.add("The setting trusts every certificate that this authority signs.");
            repair =
                edit -> {
                  before.accept(edit);
                  edit.attach(
                      UploadTrustedRoot.ROOTS,
                      List.of(UploadTrustedRoot.upload(edit, gateway, one)));
                };
          });
      return certificate.isPresent();
    }

    private void compare(ShownCertificate one) {
      guidance.add(
          "Before approving, compare with the servers' operator: " + TlsWords.identity(one));
    }

    /** What the servers show once what is planned so far is done. */
    private List<Shown> then() {
      return plan().stream()
          .flatMap(
              plan ->
                  ShownServers.of(
                      new SightAfter(sight, plan.changes()),
                      pairs.stream()
                          .map(pair -> new Subject.Pair(pair.pool(), plan.setting()))
                          .toList())
                      .shown()
                      .stream())
          .toList();
    }

    private Optional<TlsPlan> plan() {
      return TlsPlan.of(sight, gateway, pairs, MEANT, repair);
    }

    private Option asking() {
      return drafted(List.of()).done();
    }

    private Option writing(TlsPlan plan) {
      return drafted(TlsWords.consequences(plan))
          .recommended(plan.effect().sparesOthers() && !then().isEmpty())
          .changes(plan.changes())
          .done();
    }

    private OptionDraft drafted(List<String> consequences) {
      return draft
          .why(
              "The servers of "
                  + String.join(", ", pairs.stream().map(Subject.Pair::pool).toList())
                  + " answer a TLS handshake on port "
                  + gateway.effectiveProbe(setting.name()).orElseThrow().port()
                  + ", and setting "
                  + setting.name()
                  + " speaks plain HTTP.")
          .risk(Option.Risk.MEDIUM)
          .sideEffects(
              Stream.of(effects.stream(), consequences.stream(), GatewayEdit.SIDE_EFFECTS.stream())
                  .flatMap(each -> each)
                  .toList())
          .guidance(guidance)
          .cures(causes.of(pairs), sight)
          .recovery(causes.recovery());
    }
  }
}
