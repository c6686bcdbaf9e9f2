package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Gives a setting a probe of its own where the default one, which asks for the root page, cannot
 * succeed.
 */
final class CreateProbe implements Resolution {
  @Override
  public Family family() {
    return Family.B;
  }

  @Override
  public String name() {
    return "CreateProbe";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return FailingProbe.of(ProbeWords.WRONG_PLACE, causes, sight).stream()
        .filter(FailingProbe::isDefault)
        .map(failing -> new ProbeElsewhere(this, failing, sight, answers).option())
        .flatMap(Optional::stream)
        .toList();
  }
}
