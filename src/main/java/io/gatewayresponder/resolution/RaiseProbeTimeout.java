package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lets a probe wait longer for servers that are reached and answer late. How long is found by
 * trying: a time-out that is longer than needed finds a dead server later.
 */
final class RaiseProbeTimeout implements Resolution {
  /** Half a minute is what the default probe waits, and a trial lasts a minute at most. */
  private static final List<Integer> STEPS = List.of(30, ProbeTrials.LONGEST_SECONDS);

  /**
   * What to wait for, and why so long.
   *
   * @param heals false where a trial showed that it does not
   */
  private record Guess(int seconds, String reason, boolean heals) {}

  @Override
  public Family family() {
    return Family.B;
  }

  @Override
  public String name() {
    return "RaiseProbeTimeout";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return FailingProbe.of(ProbeWords.TOO_LATE, causes, sight).stream()
        .filter(failing -> failing.probe().timeoutSeconds() < ProbeWish.MOST_SECONDS)
        .map(failing -> option(failing, sight, answers))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Option> option(FailingProbe failing, Sight sight, Answers answers) {
    int present = failing.probe().timeoutSeconds();
    Guess guess = guess(failing, sight);
    OptionDraft draft =
        Option.draft(
            this,
            failing.target(),
            failing.isDefault()
                ? "Give %s of %s a probe that waits longer than the default one"
                    .formatted(ProbeWords.settings(failing), sight.gatewayId().name())
                : "Let probe %s of %s wait longer"
                    .formatted(failing.target(), sight.gatewayId().name()));
    Parameter seconds =
        draft.ask(
            Parameter.number(
                "timeoutSeconds",
                "How many seconds to wait for the answer (now " + present + ")",
                present + 1L,
                ProbeWish.MOST_SECONDS,
                OptionalLong.of(guess.seconds()),
                guess.reason()),
            answers);
    ProbeWish wish = ProbeWish.now(failing).withTimeout(Integer.parseInt(seconds.value()));
    ProbeWrite write = ProbeWrite.of(failing, wish, sight);
    return write.changes().isEmpty()
        ? Optional.empty()
        : Optional.of(
            draft
                .why(ProbeWords.why(failing))
                .recommended(guess.heals())
                .changes(write.changes())
                .sideEffects(write.sideEffects())
                .sideEffects(effects(failing, wish))
                .guidance(guidance(failing, wish))
                .cures(failing.causes(), sight)
                .recovery(ProbeWords.recovery(wish))
                .done());
  }

  /** The shortest wait that is enough when tried; where nothing can be tried, the next longer. */
  private static Guess guess(FailingProbe failing, Sight sight) {
    int present = failing.probe().timeoutSeconds();
    ProbeTrials trials = new ProbeTrials(failing, sight);
    List<Integer> longer = STEPS.stream().filter(step -> step > present).toList();
    String seen = "";
    for (int step : longer) {
      ProbeTrials.Trial trial = trials.of(ProbeWish.now(failing).withTimeout(step));
      if (trial.heals()) {
        return new Guess(
            step,
            "every server %s within %d s when the gateway tried it".formatted(trial.saw(), step),
            true);
      }
      if (trial.kind() == ProbeTrials.Kind.UNKNOWN) {
        return new Guess(step, "the next longer usual time; not tried: " + trial.saw(), true);
      }
      seen = trial.saw();
    }
    int twice = Math.min(2 * present, ProbeWish.MOST_SECONDS);
    return longer.isEmpty()
        ? new Guess(twice, "twice the present one; too long to be tried", true)
        : new Guess(
            2 * ProbeTrials.LONGEST_SECONDS,
            "longer than what was too short when the gateway tried it: " + seen,
            false);
  }

  private static List<String> effects(FailingProbe failing, ProbeWish wish) {
    List<String> effects = new ArrayList<>();
    effects.add("A server that stops answering is noticed later.");
    if (wish.intervalSeconds() > failing.probe().intervalSeconds()) {
      effects.add(
          "The servers are asked every %d s instead of every %d s, so that the time-out fits."
              .formatted(wish.intervalSeconds(), failing.probe().intervalSeconds()));
    }
    return effects;
  }

  private static List<String> guidance(FailingProbe failing, ProbeWish wish) {
    List<String> steps = new ArrayList<>();
    steps.add(
        "Find out why the page is slow: a probe's page should answer in a second, and need none of"
            + " the application's slow neighbours.");
    failing.settings().stream()
        .filter(setting -> setting.requestTimeoutSeconds() < wish.timeoutSeconds())
        .map(RaiseProbeTimeout::requests)
        .forEach(steps::add);
    steps.addAll(ProbeWords.guidance(failing));
    return steps;
  }

  private static String requests(BackendSetting setting) {
    return "Requests of clients through %s are given up after %d s: where their pages are as slow,"
            .formatted(setting.name(), setting.requestTimeoutSeconds())
        + " a healthy server does not help them.";
  }
}
