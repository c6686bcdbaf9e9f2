package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/**
 * Lets a setting send each app the host by which its pool knows it, which an app always answers to.
 * A probe that takes its host from the setting follows.
 */
final class PickHostFromBackEnd implements Resolution {
  @Override
  public Family family() {
    return Family.I;
  }

  @Override
  public String name() {
    return "PickHostFromBackEnd";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return ForeignHost.of(causes, sight).stream()
        .filter(host -> works(host, sight))
        .map(host -> option(host, sight))
        .toList();
  }

  static boolean works(ForeignHost host, Sight sight) {
    return host.apps().stream().allMatch(app -> host.isTrusted(app, app.address()))
        && host.isMendedBy(changes(host, sight), sight);
  }

  private static List<Change> changes(ForeignHost host, Sight sight) {
    Gateway gateway = sight.gateway().asFound().orElseThrow();
    return GatewayEdit.of(sight, gateway)
        .edit(
            "backendHttpSettingsCollection",
            host.setting().name(),
            properties -> {
              properties.put("pickHostNameFromBackendAddress", true);
              properties.remove("hostName");
            })
        .changes();
  }

  private Option option(ForeignHost host, Sight sight) {
    String setting = host.setting().name();
    return Option.draft(
            this,
            setting,
            "Let setting %s send each app the host that the pool knows it by (%s)"
                .formatted(setting, HostWords.addresses(host)))
        .why(HostWords.sentence(host, sight))
        .recommended(host.otherPools().isEmpty() && !SetExplicitHost.isBetter(host, sight))
        .risk(Option.Risk.MEDIUM)
        .changes(changes(host, sight))
        .sideEffects(HostWords.overriding(host, HostWords.addresses(host)))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .guidance(HostWords.keepClientsHost(host))
        .cures(host.causes(), sight)
        .recovery(HostWords.RECOVERY)
        .done();
  }
}
