package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;
import java.util.Optional;

/** Lets a probe go by the status alone where the answer lacks the text that it looks for. */
final class DropProbeText implements Resolution {
  @Override
  public Family family() {
    return Family.B;
  }

  @Override
  public String name() {
    return "DropProbeText";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return FailingProbe.of(ProbeWords.TEXT_MISSED, causes, sight).stream()
        .map(failing -> option(failing, sight))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Option> option(FailingProbe failing, Sight sight) {
    ProbeWish wish = ProbeWish.now(failing).withoutText();
    ProbeWrite write = ProbeWrite.of(failing, wish, sight);
    if (write.changes().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Option.draft(
                this,
                failing.target(),
                "Let probe %s of %s go by the status alone"
                    .formatted(failing.target(), sight.gatewayId().name()))
            .why(ProbeWords.why(failing))
            // Servers may say on purpose that they are not ready, and somebody wanted to hear it.
            .recommended(false)
            .risk(Option.Risk.MEDIUM)
            .changes(write.changes())
            .sideEffects(write.sideEffects())
            .sideEffects(List.of(ProbeWords.ANY_TEXT_COUNTS))
            .guidance(
                List.of(
                    "See what the page says now: where the servers were taken out on purpose, leave"
                        + " the probe as it is.",
                    "The gateway looks at the first 4,090 characters of the answer only."))
            .cures(failing.causes(), sight)
            .recovery(ProbeWords.recovery(wish))
            .done());
  }
}
