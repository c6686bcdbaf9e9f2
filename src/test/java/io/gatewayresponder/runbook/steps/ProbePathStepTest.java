package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.evidence.Shop.WEB_NSG;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;

class ProbePathStepTest extends StepExamples<ProbePath> {
  private static final String DENY = "deny-8080 200 Inbound Deny Tcp 10.0.0.0/24 * 8080";

  ProbePathStepTest() {
    super(new ProbePathStep(), WEB);
  }

  @Override
  void examples() {
    example("2c-1.1", "a Deny of the port", failing(Logs.TIMEOUT).addRule(WEB_NSG, DENY));
    example(
        "2c-1.1",
        "a Deny of the probe's own port",
        failing(Logs.TIMEOUT)
            .probe(probe -> probe.put("port", 9090))
            .addRule(WEB_NSG, "deny 200 Inbound Deny Tcp * * 9090"));
    example(
        "2c-1.1",
        "a Deny, and health is unreadable",
        failing("").addRule(WEB_NSG, DENY).sight().healthUnreadable(Look.Why.TIMED_OUT, ""));
    example("2c-1.2", "too late on an open path", failing(Logs.TIMEOUT));
    example(
        "2c-1.2",
        "a Deny of another port",
        failing(Logs.TIMEOUT).addRule(WEB_NSG, "deny 200 Inbound Deny Tcp * * 8081"));
    example("2c-1.3", "no connection on an open path", failing(Logs.TCP_CONNECT));
    example(
        "2c-1.x1",
        "an unreadable group",
        failing(Logs.TIMEOUT).sight().unreadable(WEB_NSG, Look.Why.FORBIDDEN));
    example(
        "2c-1.x1",
        "a server by name",
        new Shop().servers("web", "web-http", "shop.example=Unhealthy=" + Logs.TIMEOUT));
    example(
        "2c-1.x2",
        "an open path, and health is unreadable",
        new Shop().sight().healthUnreadable(Look.Why.TIMED_OUT, ""));
    example(
        "2c-1.x3",
        "an open path, TLS, and no sentence",
        failing("").probe(probe -> probe.put("protocol", "Https")));
    example(
        "2c-1.x4",
        "the gateway cannot be read",
        failing("").sight().unreadable(Shop.GATEWAY, Look.Why.FORBIDDEN));
  }

  private static Shop failing(String log) {
    return new Shop()
        .servers("web", "web-http", "10.0.1.4=Unhealthy=" + log, "10.0.1.5=Unhealthy=" + log);
  }
}
