package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.escalate;
import static io.gatewayresponder.runbook.Next.goTo;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.util.List;

/**
 * Step 2a. Which probe is used for the failing pair, and which port does it ask? Reads the setting
 * and the probe that it names.
 *
 * <p>The guide looks at settings and pools apart; here it is known from the rules, path maps
 * included, which setting serves which pool, and each failing pair is looked at by itself.
 */
final class ProbeChoiceStep implements Step<ProbeInUse> {
  @Override
  public Look<ProbeInUse> look(Sight sight, Subject subject) {
    return ProbeInUse.look(sight, subject);
  }

  @Override
  public Table<ProbeInUse> table() {
    return Table.<ProbeInUse>ask("2a", "Which probe does the failing pair use?")
        .noting(ProbeInUse::facts)
        .row("2a.1", "the setting names no probe", ProbeInUse::isDefault)
        .means("the default probe asks for / and takes 200 to 399 for healthy")
        .then(goTo("2b"))
        .row(
            "2a.x1",
            "the setting names a probe that the gateway does not have",
            ProbeInUse::namesMissingProbe)
        .means("the document that was read contradicts itself")
        .then(
            escalate(
                "The HTTP setting names a probe that the gateway's document does not contain: read"
                    + " the gateway again, and set the probe anew."))
        .unreadable("2a.x2", "the setting could not be read")
        .means("which probe is used and what it asks is not known")
        .then(
            escalate(
                "The HTTP setting of a failing pair could not be read; its probe is unknown. What"
                    + " the failing servers' probes met is in the findings."))
        .otherwise("2a.2", "the setting names a custom probe")
        .means("this probe's path, host, time-out and match decide")
        .then(goTo("2c"));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "Pools and settings are paired by the rules, path maps included; the guide lists them"
            + " side by side.",
        "The probed port is the probe's own where it has one, and only otherwise the setting's.",
        "Whether the default probe is used is a matter of each setting: that the gateway has"
            + " probes, or has none, does not say it.");
  }
}
