package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Lets API Management be probed where it answers without a subscription key, and by the host by
 * which it is known.
 */
final class ProbeApiManagement implements Resolution {
  /** The documented path for probes. */
  static final String PATH = "/status-0123456789abcdef";

  private static final List<String> ALIVE = List.of("200");

  @Override
  public Family family() {
    return Family.B;
  }

  @Override
  public String name() {
    return "ProbeApiManagement";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return FailingProbe.of(ProbeWords.API_MANAGEMENT, causes, sight).stream()
        .map(failing -> option(failing, sight))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Option> option(FailingProbe failing, Sight sight) {
    ProbeWish wish = wish(failing);
    ProbeWrite write = ProbeWrite.of(failing, wish, sight);
    if (write.changes().isEmpty()) {
      return Optional.empty();
    }
    ProbeTrials.Trial trial = new ProbeTrials(failing, sight).of(wish);
    return Optional.of(
        Option.draft(
                this,
                failing.target(),
                "Probe API Management behind %s of %s on its status path"
                    .formatted(ProbeWords.settings(failing), sight.gatewayId().name()))
            .why(ProbeWords.why(failing))
            .recommended(trial.kind() != ProbeTrials.Kind.FAILS)
            .changes(write.changes())
            .sideEffects(write.sideEffects())
            .guidance(
                trial.kind() == ProbeTrials.Kind.FAILS
                    ? List.of("When the gateway tried it, this did not succeed: " + trial.saw())
                    : List.of())
            .cures(failing.causes(), sight)
            .recovery(ProbeWords.recovery(wish))
            .done());
  }

  /** The host is the setting's, or where it has none, the service's own in the pool. */
  private static ProbeWish wish(FailingProbe failing) {
    ProbeWish now = ProbeWish.now(failing);
    boolean named =
        failing.settings().stream()
            .allMatch(it -> it.picksHostFromServer() || !it.hostName().isEmpty());
    // A probe that names the service itself asks for the right host already.
    boolean right = failing.servers().stream().anyMatch(now.host()::equalsIgnoreCase);
    String host = right ? now.host() : named ? "" : failing.servers().get(0);
    ProbeWish wish = now.withPath(PATH).withHost(host).withoutText();
    if (failing.isDefault()) {
      return wish.withStatusCodes(ALIVE);
    }
    return failing.probe().accepts(200) ? wish : wish.accepting(ALIVE);
  }
}
