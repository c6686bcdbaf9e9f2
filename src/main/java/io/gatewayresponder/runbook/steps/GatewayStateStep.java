package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.escalate;
import static io.gatewayresponder.runbook.Next.goTo;
import static io.gatewayresponder.runbook.Next.lookAgain;
import static io.gatewayresponder.runbook.Next.propose;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Step 1a. Is the gateway provisioned and running? Reads the gateway's document.
 *
 * <p>The guide takes a failed change for an outage. It is not: the configuration of before goes on
 * serving, so the back ends are examined as well. A gateway that is just being made shows as
 * stopped; it needs time and not a start.
 */
final class GatewayStateStep implements Step<Gateway> {
  /** The guide's one to two minutes for a gateway that starts or stops. */
  private static final Duration TRANSITION = Duration.ofMinutes(2);

  /** A configuration change takes one to six minutes on the second generation. */
  private static final Duration CHANGE = Duration.ofMinutes(2);

  @Override
  public Look<Gateway> look(Sight sight, Subject subject) {
    return sight.gateway();
  }

  @Override
  public Table<Gateway> table() {
    return Table.<Gateway>ask("1a", "Is the gateway provisioned and running?")
        .noting(GatewayStateStep::facts)
        .row("1a.1", "provisioned and running", GatewayStateStep::isInOrder)
        .means("the gateway itself serves traffic")
        .then(goTo("1b"))
        .row("1a.2", "stopped, and no change is under way", GatewayStateStep::isAtRestAndStopped)
        .means("the gateway is stopped and serves nothing")
        .then(propose(Family.G))
        .row("1a.3", "starting or stopping", GatewayStateStep::isInTransition)
        .means("the gateway is between two states")
        .then(lookAgain(TRANSITION, "The gateway is starting or stopping."))
        .row("1a.4", "the last change failed", gateway -> gateway.isProvisioning("Failed"))
        .means("the last change was not applied and left the gateway in a failed state")
        .then(propose(Family.G))
        .row("1a.5", "a change is being applied", gateway -> gateway.isProvisioning("Updating"))
        .means("the gateway is new or being changed; what it shows now will not last")
        .then(lookAgain(CHANGE, "A change of the gateway is being applied."))
        .row(
            "1a.x1",
            "the last change was cancelled, and the gateway runs",
            gateway -> gateway.isProvisioning("Canceled") && gateway.isOperating("Running"))
        .means("a change was given up or overtaken by a later one; the gateway serves traffic")
        .then(goTo("1b"))
        .row("1a.x2", "being created", gateway -> gateway.isProvisioning("Creating"))
        .means("the gateway is new and not ready")
        .then(lookAgain(CHANGE, "The gateway is being created."))
        .row("1a.x3", "being deleted", gateway -> gateway.isProvisioning("Deleting"))
        .means("somebody deletes the gateway")
        .then(escalate("The gateway is being deleted: see who does it in the activity log."))
        .alsoRow(
            "1a.x4",
            "the last change failed, but the gateway runs",
            gateway -> gateway.isProvisioning("Failed") && gateway.isOperating("Running"))
        .means("the configuration of before the failed change goes on serving")
        .then(goTo("1b"))
        .unreadable("1a.x5", "the gateway's document could not be read")
        .means("its state is not known; the back ends may still say more")
        .then(goTo("1b"))
        .otherwise("1a.x6", "a combination of states that is not documented")
        .means("the state says neither that it serves nor that it does not")
        .then(goTo("1b"));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "A gateway that shows both Updating and Stopped is new or being changed (1a.5), not"
            + " stopped: starting it would interfere.",
        "A failed change does not mean that nothing is served. Where the gateway runs, the back"
            + " ends are examined as well (1a.x4).",
        "The tier Basic is of the second generation, although its name does not end in _v2.",
        "First-generation gateways were retired on 2026-04-28 and stopped by the platform; such a"
            + " one may not start again.",
        "The guide has no rows for cancelled changes, creation and deletion.");
  }

  private static boolean isInOrder(Gateway gateway) {
    return gateway.isProvisioning("Succeeded") && gateway.isOperating("Running");
  }

  private static boolean isAtRestAndStopped(Gateway gateway) {
    return gateway.isOperating("Stopped")
        && !gateway.isProvisioning("Updating")
        && !gateway.isProvisioning("Creating")
        && !gateway.isProvisioning("Deleting");
  }

  private static boolean isInTransition(Gateway gateway) {
    return (gateway.isOperating("Starting") || gateway.isOperating("Stopping"))
        && !gateway.isProvisioning("Deleting");
  }

  private static Map<String, String> facts(Gateway gateway) {
    return Map.of(
        "provisioningState", gateway.provisioningState(),
        "operationalState", gateway.operationalState(),
        "tier", gateway.skuTier(),
        "generation", gateway.generation().name());
  }
}
