package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets a custom probe ask a path, and a host, at which the servers answer. */
final class CorrectProbePath implements Resolution {
  private static final Set<String> ROWS =
      ProbeWords.rows(
          List.of(ProbeWords.WRONG_PLACE, ProbeWords.REDIRECTED, ProbeWords.TEXT_MISSED));

  @Override
  public Family family() {
    return Family.B;
  }

  @Override
  public String name() {
    return "CorrectProbePath";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return FailingProbe.of(ROWS, causes, sight).stream()
        .filter(failing -> !failing.isDefault())
        .map(failing -> new ProbeElsewhere(this, failing, sight, answers).option())
        .flatMap(Optional::stream)
        .toList();
  }
}
