package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;

class GatewayStateStepTest extends StepExamples<Gateway> {
  GatewayStateStepTest() {
    super(new GatewayStateStep(), GATEWAY);
  }

  @Override
  void examples() {
    example("1a.1", "succeeded and running", new Shop());
    example("1a.2", "stopped by a person", state("Succeeded", "Stopped"));
    example("1a.2", "stopped after a failed change: start comes first", state("Failed", "Stopped"));
    example("1a.2", "in any casing", state("succeeded", "STOPPED"));
    example("1a.3", "starting", state("Updating", "Starting"));
    example("1a.3", "stopping", state("Succeeded", "Stopping"));
    example("1a.4", "failed and running", state("Failed", "Running"));
    example("1a.5", "a change under way", state("Updating", "Running"));
    example("1a.5", "new: updating and stopped is not stopped", state("Updating", "Stopped"));
    example("1a.x1", "a change was overtaken", state("Canceled", "Running"));
    example("1a.x2", "being created", state("Creating", "Stopped"));
    example("1a.x3", "being deleted", state("Deleting", "Stopping"));
    example("1a.x4", "failed, but running", state("Failed", "Running"));
    example(
        "1a.x5",
        "not allowed to read",
        new Shop().sight().unreadable(Shop.GATEWAY, Look.Why.FORBIDDEN));
    example(
        "1a.x5",
        "no such gateway",
        new Shop().sight().unreadable(Shop.GATEWAY, Look.Why.NOT_FOUND));
    example("1a.x6", "words that nobody documented", state("Succeeded", "Hibernating"));
    example("1a.x6", "no words at all", state("", ""));
  }

  private static Shop state(String provisioning, String operational) {
    return new Shop().state(provisioning, operational);
  }
}
