package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;

class BackendHealthStepTest extends StepExamples<BackendHealth> {
  BackendHealthStepTest() {
    super(new BackendHealthStep(), GATEWAY);
  }

  @Override
  void examples() {
    example("1b.1", "two of two healthy", new Shop());
    example("1b.1", "the specification's word", health("Up", "Up"));
    example("1b.2", "one of two unhealthy", health("Healthy", "Unhealthy"));
    example("1b.2", "the specification's word", health("Up", "Down"));
    example("1b.2", "unhealthy and unknown", health("Unknown", "Unhealthy"));
    example("1b.3", "two of two unknown", health("Unknown", "Unknown"));
    example("1b.3", "a word that nobody documented", health("Sleeping", "Unknown"));
    example("1b.4", "an empty pool", new Shop().servers("web", "web-http"));
    example("1b.4", "an empty pool beside a healthy one", new Shop().servers("api", "web-http"));
    example(
        "1b.4",
        "an empty pool beside a failing one",
        health("Unhealthy", "Unhealthy").servers("api", "web-http"));
    example("1b.5", "no pool", new Shop().health("{'backendAddressPools':[]}"));
    example("1b.5", "an empty answer", new Shop().health("{}"));
    example("1b.6", "no such gateway", new Shop().sight().healthUnreadable(Look.Why.NOT_FOUND, ""));
    example("1b.x1", "partly healthy", health("Healthy", "Partial"));
    example("1b.x2", "one of two unknown", health("Healthy", "Unknown"));
    example("1b.x3", "one of two draining", health("Healthy", "Draining"));
    example("1b.x4", "a time-out", new Shop().sight().healthUnreadable(Look.Why.TIMED_OUT, ""));
    example(
        "1b.x4", "not allowed", new Shop().sight().healthUnreadable(Look.Why.FORBIDDEN, "role"));
    example(
        "1b.x5",
        "a pool that no rule uses",
        new Shop()
            .health(
                """
                {'backendAddressPools':[
                  {'backendAddressPool':{'id':'/x/web'},'backendHttpSettingsCollection':[]}]}
                """));
  }

  static Shop health(String first, String second) {
    return new Shop()
        .servers("web", "web-http", "10.0.1.4=" + first + "=", "10.0.1.5=" + second + "=");
  }
}
