package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.goTo;
import static io.gatewayresponder.runbook.Next.lookAgain;
import static io.gatewayresponder.runbook.Next.propose;

import io.gatewayresponder.evidence.Load;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.time.Duration;
import java.util.List;

/**
 * Step 4. Is the gateway at its capacity ceiling? Reads CapacityUnits, or CpuUtilization on the
 * first generation, and how many instances there can be.
 *
 * <p>The guide compares capacity units with a number of instances: a gateway at a tenth of what it
 * can do looks saturated. Here both are in capacity units, and one spike is not a ceiling.
 */
final class CapacityStep implements Step<Load> {
  /** Two rounds of the default probe: by then metric and probes agree. */
  private static final Duration NEXT_PROBES = Duration.ofMinutes(1);

  @Override
  public List<Subject> subjects(Sight sight, Subject given) {
    return List.of(new Subject.WholeGateway());
  }

  @Override
  public Look<Load> look(Sight sight, Subject subject) {
    return Load.look(sight);
  }

  @Override
  public Table<Load> table() {
    return Table.<Load>ask("4", "Is the gateway at its capacity ceiling?")
        .noting(Load::facts)
        .missing(Load::couldNotCheck)
        .row(
            "4.1",
            "the load stays at what the autoscale maximum is good for",
            Load::isAtAutoscaleCeiling)
        .means("the gateway may not grow any more and sheds requests")
        .then(propose(Family.H))
        .row(
            "4.2",
            "the load stays at what the fixed instances are good for",
            Load::isAtFixedCeiling)
        .means("the gateway has no headroom for its load")
        .then(propose(Family.H))
        .row(
            "4.3",
            "hosts were unhealthy in the last minutes, and the probes say healthy",
            Load::isRecovering)
        .means("back ends are just recovering, or come and go; capacity is not the matter")
        .then(
            lookAgain(
                NEXT_PROBES,
                "Hosts were unhealthy in the last minutes although every server is healthy now."))
        .row(
            "4.x1",
            "hosts were unhealthy in the last minutes, and the probes do not say otherwise",
            Load::isFailing)
        .means("the back ends are the matter (step 1b), not capacity")
        .then(goTo("5"))
        .row("4.x2", "there is no figure of the load, or of what it may be", Load::isUnknown)
        .means("Azure emits no figure where nothing flows; that is not zero, and not a ceiling")
        .then(goTo("5"))
        .unreadable("4.x3", "the gateway or its metrics could not be read")
        .means("the load is not known")
        .then(goTo("5"))
        .otherwise("4.4", "the load stays below the ceiling")
        .means("capacity is not the matter")
        .then(goTo("5"));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "One instance is good for about ten capacity units; the guide compares the units with the"
            + " number of instances.",
        ("At the ceiling means at least %d %% of it in at least %d of the last %d minutes; the guide"
                + " takes one peak of an hour.")
            .formatted(
                Math.round(Load.AT_CEILING * 100),
                Load.MINUTES_AT_CEILING,
                Load.LATELY.toMinutes()),
        "The first generation has no CapacityUnits; its CpuUtilization is read instead (4.2).",
        "Without traffic Azure emits no figures: that is said (4.x2) and not taken for zero.",
        ("Unhealthy hosts count only in the last %d minutes, and where the probes agree the step"
                + " leaves them to step 1b (4.x1).")
            .formatted(Load.JUST_NOW.toMinutes()),
        "The guide goes to step 5 only for App Service; here step 5 itself says when there is no"
            + " such back end.");
  }
}
