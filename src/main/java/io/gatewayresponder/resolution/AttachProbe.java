package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.HealthProbe;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a setting use a probe that the gateway has already. One that no setting uses was made for
 * something, and where it succeeds when tried it was most likely made for this.
 */
final class AttachProbe implements Resolution {
  /** Probes that nobody uses are few; each trial takes seconds. */
  private static final int MOST_TRIED = 2;

  private static final Set<String> ROWS =
      ProbeWords.rows(List.of(ProbeWords.WRONG_PLACE, ProbeWords.API_MANAGEMENT));

  @Override
  public Family family() {
    return Family.B;
  }

  @Override
  public String name() {
    return "AttachProbe";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return FailingProbe.of(ROWS, causes, sight).stream()
        .map(failing -> option(failing, sight, answers))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Option> option(FailingProbe failing, Sight sight, Answers answers) {
    List<HealthProbe> probes = fitting(failing);
    if (probes.isEmpty()) {
      return Optional.empty();
    }
    Optional<HealthProbe> healing = healing(failing, sight);
    List<String> names = new ArrayList<>();
    healing.ifPresent(probe -> names.add(probe.name()));
    probes.stream().map(HealthProbe::name).filter(it -> !names.contains(it)).forEach(names::add);
    OptionDraft draft =
        Option.draft(
            this,
            String.join("+", failing.settingNames()),
            "Let %s of %s use a probe that the gateway has already"
                .formatted(ProbeWords.settings(failing), sight.gatewayId().name()));
    String reason =
        healing.isPresent()
            ? "no setting uses it, and every server was healthy by it when the gateway tried"
            : "used for the same servers, or by no setting; not seen to succeed here";
    String chosen = draft.ask(Parameter.choice("probe", "Probe", names, reason), answers).value();
    HealthProbe probe =
        probes.stream().filter(one -> one.name().equals(chosen)).findFirst().orElseThrow();
    ProbeWrite write = ProbeWrite.attaching(failing, probe, sight);
    return write.changes().isEmpty()
        ? Optional.empty()
        : Optional.of(
            draft
                .why(ProbeWords.why(failing))
                .recommended(healing.isPresent())
                .risk(healing.isPresent() ? Option.Risk.LOW : Option.Risk.MEDIUM)
                .changes(write.changes())
                .sideEffects(write.sideEffects())
                .sideEffects(
                    List.of("Whoever changes this probe changes it for these settings too."))
                .guidance(ProbeWords.guidance(failing))
                .cures(failing.causes(), sight)
                .recovery(ProbeWords.recovery(wish(failing, probe)))
                .done());
  }

  private static List<HealthProbe> fitting(FailingProbe failing) {
    boolean api = failing.hasCause(ProbeWords.API_MANAGEMENT);
    return ProbePlaces.related(failing).stream()
        .filter(probe -> !api || probe.path().equals(ProbeApiManagement.PATH))
        .toList();
  }

  private static Optional<HealthProbe> healing(FailingProbe failing, Sight sight) {
    ProbeTrials trials = new ProbeTrials(failing, sight);
    List<HealthProbe> fitting = fitting(failing);
    return ProbePlaces.unused(failing).stream()
        .filter(fitting::contains)
        .limit(MOST_TRIED)
        .filter(probe -> trials.of(wish(failing, probe)).heals())
        .findFirst();
  }

  private static ProbeWish wish(FailingProbe failing, HealthProbe probe) {
    return ProbeWish.of(probe, failing.gateway().effectiveProbe(failing.setting(), probe));
  }
}
