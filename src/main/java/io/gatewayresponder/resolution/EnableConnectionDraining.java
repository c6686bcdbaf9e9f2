package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.OptionalLong;

/**
 * Lets requests that are under way end when a server leaves the pool. The guide proposes it beside
 * the change of instance addresses, for platform upgrades; it does nothing for those and mends no
 * path, so it is offered there, says so, and is never recommended.
 */
final class EnableConnectionDraining implements Resolution {
  private static final long MOST_SECONDS = 3600;

  /** Longer than nearly every request, and short enough not to hold up a deployment. */
  private static final long GUESS_SECONDS = 60;

  @Override
  public Family family() {
    return Family.A;
  }

  @Override
  public String name() {
    return "EnableConnectionDraining";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    if (ReplaceInstanceAddresses.plan(causes, sight).asWrites().isEmpty()) {
      return List.of();
    }
    Gateway gateway = sight.gateway().asFound().orElseThrow();
    return causes.stream()
        .flatMap(cause -> cause.subject().asPair().stream())
        .map(Subject.Pair::setting)
        .distinct()
        .flatMap(name -> gateway.setting(name).stream())
        .filter(setting -> !setting.drainsConnections())
        .map(setting -> option(setting, gateway, sight, answers))
        .toList();
  }

  private Option option(BackendSetting setting, Gateway gateway, Sight sight, Answers answers) {
    OptionDraft draft =
        Option.draft(
            this,
            setting.name(),
            "Let requests of setting %s end when a server leaves its pool"
                .formatted(setting.name()));
    Parameter seconds =
        draft.ask(
            Parameter.number(
                "drainTimeoutSeconds",
                "How long they may take, in seconds",
                1,
                MOST_SECONDS,
                OptionalLong.of(GUESS_SECONDS),
                "longer than nearly every request takes; the setting itself waits %d s for an answer"
                    .formatted(setting.requestTimeoutSeconds())),
            answers);
    return draft
        .why(
            "Setting %s breaks requests off when a server is taken out of its pool. This does not"
                    .formatted(setting.name())
                + " open the path that is closed now, and does nothing when the gateway's own"
                + " instances are renewed.")
        .risk(Option.Risk.LOW)
        .changes(
            GatewayEdit.of(sight, gateway)
                .edit(
                    "backendHttpSettingsCollection",
                    setting.name(),
                    properties ->
                        properties
                            .withObject("/connectionDraining")
                            .put("enabled", true)
                            .put("drainTimeoutInSec", Integer.parseInt(seconds.value())))
                .changes())
        .sideEffects(
            List.of(
                "A server that is taken out gets requests that are under way until then, and may not"
                    + " be switched off before."))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .guidance(List.of("Open the path first; this is for later changes of the pool."))
        .recovery("It mends nothing that fails now: the back ends stay as they are.")
        .done();
  }
}
