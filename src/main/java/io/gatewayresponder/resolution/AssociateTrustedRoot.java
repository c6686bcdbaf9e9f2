package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Attaches a root that was uploaded to the gateway already to a setting whose servers it signed,
 * beside the roots that are attached. Somebody has vouched for that root before.
 */
final class AssociateTrustedRoot implements Resolution {
  @Override
  public Family family() {
    return Family.F;
  }

  @Override
  public String name() {
    return "AssociateTrustedRoot";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight
        .gateway()
        .asFound()
        .filter(gateway -> gateway.generation() == Gateway.Generation.V2)
        .map(
            gateway ->
                UntrustedServers.of(
                        CausesBySetting.of(causes, gateway), sight, gateway.generation())
                    .stream()
                    .flatMap(servers -> option(servers, gateway, sight).stream())
                    .toList())
        .orElse(List.of());
  }

  /** Names of roots on the gateway that signed what these servers show; one for each server. */
  static List<String> roots(UntrustedServers servers) {
    Set<String> names = new LinkedHashSet<>();
    servers
        .shown()
        .forEach(
            one -> {
              List<String> fitting = one.judgement().rootsOnGateway();
              if (fitting.stream().noneMatch(names::contains)) {
                fitting.stream().findFirst().ifPresent(names::add);
              }
            });
    return List.copyOf(names);
  }

  private Optional<Option> option(UntrustedServers servers, Gateway gateway, Sight sight) {
    List<String> roots = roots(servers);
    if (roots.isEmpty()) {
      return Optional.empty();
    }
    return TlsPlan.of(
            sight,
            gateway,
            servers.pairs(),
            UntrustedServers.MEANT,
            edit -> edit.attach("trustedRootCertificates", roots))
        .filter(plan -> plan.effect().heals())
        .map(plan -> option(servers, roots, plan, sight));
  }

  private Option option(UntrustedServers servers, List<String> roots, TlsPlan plan, Sight sight) {
    String names = String.join(", ", roots);
    List<String> effects = new ArrayList<>();
    if (servers.causes().setting().trustedRootNames().isEmpty()) {
      effects.add(
          "From then on the setting trusts its own roots only, and no public authority any more.");
    }
    effects.addAll(TlsWords.consequences(plan));
    effects.addAll(GatewayEdit.SIDE_EFFECTS);
    return Option.draft(
            this,
            servers.settingName() + "/" + names,
            "Let setting " + servers.settingName() + " trust root " + names + " of the gateway")
        .why(servers.why() + " " + names + ", which is on the gateway already, signed it.")
        .recommended(plan.effect().sparesOthers())
        .changes(plan.changes())
        .sideEffects(effects)
        .guidance(TlsWords.left(plan, UntrustedServers.MEANT))
        .cures(servers.causes().of(servers.pairs()), sight)
        .recovery(servers.causes().recovery())
        .done();
  }
}
