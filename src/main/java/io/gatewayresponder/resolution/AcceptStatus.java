package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.EffectiveProbe;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Lets a probe accept the status that the servers answer with, beside those that it accepts
 * already: a redirect, or the demand to sign in, says that the server is alive. That a page is
 * missing or that the application fails does not, and is never offered.
 */
final class AcceptStatus implements Resolution {
  private static final int SIGN_IN = 401;
  private static final int FORBIDDEN = 403;

  /** As many as different servers may answer with, and some for the person who decides. */
  private static final int MOST_CODES = 5;

  private static final Set<String> ROWS =
      ProbeWords.rows(List.of(ProbeWords.WRONG_PLACE, ProbeWords.REDIRECTED));

  @Override
  public Family family() {
    return Family.B;
  }

  @Override
  public String name() {
    return "AcceptStatus";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return FailingProbe.of(ROWS, causes, sight).stream()
        .map(failing -> option(failing, sight, answers))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Option> option(FailingProbe failing, Sight sight, Answers answers) {
    List<OptionalInt> statuses =
        failing.failing().stream()
            .map(one -> one.server().probeLog().receivedStatus())
            .distinct()
            .toList();
    if (!statuses.stream().allMatch(status -> meansAlive(status, failing.probe()))) {
      return Optional.empty();
    }
    List<Integer> seen = statuses.stream().map(OptionalInt::getAsInt).sorted().toList();
    List<String> codes = seen.stream().map(String::valueOf).toList();
    OptionDraft draft =
        Option.draft(
            this,
            failing.target(),
            "Accept %s from the servers of %s of %s"
                .formatted(
                    String.join(" and ", codes),
                    ProbeWords.settings(failing),
                    sight.gatewayId().name()));
    String entered =
        draft
            .ask(
                Parameter.list(
                    "statusCodes",
                    "Status codes to accept besides "
                        + String.join(", ", failing.probe().statusCodes()),
                    ParameterType.STATUS_CODES,
                    MOST_CODES,
                    codes,
                    "what the servers answer with now"),
                answers)
            .value();
    ProbeWish wish = ProbeWish.now(failing).accepting(ParameterType.entries(entered));
    ProbeWrite write = ProbeWrite.of(failing, wish, sight);
    if (write.changes().isEmpty() || !clears(failing, seen, write, sight)) {
      return Optional.empty();
    }
    return Optional.of(
        draft
            .why(ProbeWords.why(failing))
            .recommended(isBest(failing, seen, wish, sight))
            .risk(
                seen.stream().allMatch(AcceptStatus::isRedirect)
                    ? Option.Risk.LOW
                    : Option.Risk.MEDIUM)
            .changes(write.changes())
            .sideEffects(write.sideEffects())
            .sideEffects(ProbeWords.meaning(wish.statusCodes()))
            .guidance(ProbeWords.guidance(failing))
            .cures(failing.causes(), sight)
            .recovery(ProbeWords.recovery(wish))
            .done());
  }

  private static boolean meansAlive(OptionalInt status, EffectiveProbe probe) {
    return status.isPresent()
        && !probe.accepts(status.getAsInt())
        && (isRedirect(status.getAsInt())
            || status.getAsInt() == SIGN_IN
            || status.getAsInt() == FORBIDDEN);
  }

  private static boolean isRedirect(int status) {
    return status >= 300 && status <= 399;
  }

  /** Judged by the very reading that found the fault. */
  private static boolean clears(
      FailingProbe failing, List<Integer> seen, ProbeWrite write, Sight sight) {
    Optional<Gateway> after = new SightAfter(sight, write.changes()).gateway().asFound();
    return failing.settingNames().stream()
        .allMatch(
            setting ->
                after
                    .flatMap(gateway -> gateway.effectiveProbe(setting))
                    .filter(probe -> seen.stream().allMatch(probe::accepts))
                    .isPresent());
  }

  /**
   * A redirect is as good as a page. A page that needs no signing in is better than one that does;
   * and whether a server that forbids everything is alive, a person has to say.
   */
  private static boolean isBest(
      FailingProbe failing, List<Integer> seen, ProbeWish wish, Sight sight) {
    if (seen.contains(FORBIDDEN)) {
      return false;
    }
    boolean sane =
        seen.stream().allMatch(AcceptStatus::isRedirect)
            || ProbeSearch.of(failing, sight).wish().isEmpty();
    return sane && new ProbeTrials(failing, sight).of(wish).kind() != ProbeTrials.Kind.FAILS;
  }
}
