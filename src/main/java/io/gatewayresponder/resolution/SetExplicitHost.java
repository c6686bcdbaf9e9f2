package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.EffectiveProbe;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WebApps;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Lets a setting send a host of a person's choice, of those that every app behind it answers to. A
 * probe that takes its host from the setting follows.
 */
final class SetExplicitHost implements Resolution {
  /** Names come from documents; only such as a person could enter too are offered. */
  private static final Parameter ANY_HOST =
      Parameter.text("host", "Host", ParameterType.HOST_NAME, "", "");

  @Override
  public Family family() {
    return Family.I;
  }

  @Override
  public String name() {
    return "SetExplicitHost";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return ForeignHost.of(causes, sight).stream()
        .filter(host -> !choices(host, sight).isEmpty())
        .map(host -> option(host, sight, answers))
        .toList();
  }

  /** True where the setting named a host before and there is another one of the customer's own. */
  static boolean isBetter(ForeignHost host, Sight sight) {
    return host.isSettings()
        && choices(host, sight).stream().anyMatch(choice -> !WebApps.isPlatformName(choice));
  }

  /** What all of the apps answer to; the likeliest first. */
  private static List<String> choices(ForeignHost host, Sight sight) {
    SortedSet<String> common = new TreeSet<>(lowerCase(host.apps().get(0).bound()));
    host.apps().forEach(app -> common.retainAll(lowerCase(app.bound())));
    String probed = probedHost(host, sight);
    return common.stream()
        .filter(name -> ANY_HOST.complaint(name).isEmpty())
        .filter(name -> host.apps().stream().allMatch(app -> host.isTrusted(app, name)))
        .filter(name -> host.isMendedBy(changes(host, name, sight), sight))
        .sorted(
            Comparator.comparing(WebApps::isPlatformName)
                .thenComparing(name -> !name.equals(probed))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static List<String> lowerCase(Collection<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** At what the probe is answered; empty where it asks with the setting's host. */
  private static String probedHost(ForeignHost host, Sight sight) {
    return sight
        .gateway()
        .asFound()
        .flatMap(gateway -> gateway.effectiveProbe(host.setting().name()))
        .map(EffectiveProbe::host)
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  private static List<Change> changes(ForeignHost host, String name, Sight sight) {
    Gateway gateway = sight.gateway().asFound().orElseThrow();
    return GatewayEdit.of(sight, gateway)
        .edit(
            "backendHttpSettingsCollection",
            host.setting().name(),
            properties -> properties.put("hostName", name))
        .changes();
  }

  private Option option(ForeignHost host, Sight sight, Answers answers) {
    String setting = host.setting().name();
    OptionDraft draft =
        Option.draft(this, setting, "Let setting %s send a host that is bound".formatted(setting));
    List<String> choices = choices(host, sight);
    Parameter chosen =
        draft.ask(
            Parameter.choice(
                "host",
                "Host that requests are sent with",
                choices,
                reason(choices.get(0), host, sight)),
            answers);
    return draft
        .why(HostWords.sentence(host, sight))
        .recommended(
            host.otherPools().isEmpty()
                && (isBetter(host, sight) || !PickHostFromBackEnd.works(host, sight)))
        .risk(Option.Risk.MEDIUM)
        .changes(changes(host, chosen.value(), sight))
        .sideEffects(HostWords.overriding(host, chosen.value()))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .guidance(HostWords.keepClientsHost(host))
        .cures(host.causes(), sight)
        .recovery(HostWords.RECOVERY)
        .done();
  }

  private static String reason(String guess, ForeignHost host, Sight sight) {
    if (guess.equals(probedHost(host, sight))) {
      return "the app answers the probe, which asks with this host";
    }
    return WebApps.isPlatformName(guess)
        ? "the only name that every app behind the setting answers to"
        : "a name of the customer's own that every app behind the setting answers to";
  }
}
