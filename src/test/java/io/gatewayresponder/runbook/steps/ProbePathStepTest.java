package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.evidence.Shop.WEB_NSG;

import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;

class ProbePathStepTest extends StepExamples<ProbePath> {
  private static final String DENY = "deny-8080 200 Inbound Deny Tcp 10.0.0.0/24 * 8080";

  private static final String OTHER = "deny-8081 200 Inbound Deny Tcp 10.0.0.0/24 * 8081";
  private static final String NAME = "web.example=Unhealthy=" + Logs.TCP_CONNECT;
  private static final String APPLIANCE = "VirtualAppliance";

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
    example("2c-1.x5", "a route throws it away", route(Logs.TIMEOUT, "None"));
    example("2c-1.x5", "an appliance, and no connection", route(Logs.TCP_CONNECT, APPLIANCE));
    example("2c-1.x1", "an appliance, and too late", route(Logs.TIMEOUT, APPLIANCE));
    example("2c-1.x1", "an appliance, and no sentence", route("", APPLIANCE));
    example(
        "2c-1.1", "a route and a Deny", route(Logs.TCP_CONNECT, APPLIANCE).addRule(WEB_NSG, DENY));
    example(
        "2c-1.x10",
        "an appliance that Network Watcher gets through",
        told(route(Logs.TCP_CONNECT, APPLIANCE).sight(), "Reachable", ""));
    example(
        "2c-1.x10",
        "an open path on which Network Watcher connects",
        told(failing(Logs.TCP_CONNECT).sight(), "Reachable", ""));
    example(
        "2c-1.2",
        "an appliance that Network Watcher gets through, and too late",
        told(route(Logs.TIMEOUT, APPLIANCE).sight(), "Reachable", ""));
    example(
        "2c-1.3",
        "Network Watcher does not connect either",
        told(failing(Logs.TCP_CONNECT).sight(), "Unreachable", ""));
    example(
        "2c-1.3",
        "no sentence, and Network Watcher does not connect",
        told(failing("").sight(), "Unreachable", ""));
    example("2c-1.x11", "an open path and no sentence", failing(""));
    example(
        "2c-1.x11",
        "an open path, no sentence, and Network Watcher does not know",
        told(failing("").sight(), "Unknown", "GuestFirewall"));
    FakeSight blind = failing(Logs.TIMEOUT).sight().unreadable(WEB_NSG, Look.Why.FORBIDDEN);
    example("2c-1.x1", "Network Watcher names nothing", told(blind, "Unreachable", ""));
    example("2c-1.x6", "a name behind a Deny", name(DENY, "Unreachable"));
    example(
        "2c-1.1",
        "an address behind the same Deny",
        failing(Logs.TCP_CONNECT).addRule(WEB_NSG, DENY));
    example("2c-1.3", "a name, and nothing is in the way", name(OTHER, "Unreachable"));
    example("2c-1.x10", "a name that is reached", name(OTHER, "Reachable"));
    example(
        "2c-1.x7",
        "a name behind a route",
        at(route(Logs.TIMEOUT, "None").servers("web", "web-http", NAME), "Unreachable"));
    example(
        "2c-1.x5",
        "a route that throws away what a Deny refuses",
        route(Logs.TIMEOUT, "None").addRule(WEB_NSG, DENY));
    example("2c-1.x6", "a rule is named", named("NetworkSecurityRule"));
    example("2c-1.x7", "a route is named", named("UserDefinedRoute"));
    example("2c-1.x8", "the guest's firewall is named", named("GuestFirewall"));
    example("2c-1.x9", "a name is named", named("DnsResolution"));
    example(
        "2c-1.x8",
        "an open path, and the guest's firewall is named",
        told(failing(Logs.TCP_CONNECT).sight(), "Unreachable", "GuestFirewall"));
    example(
        "2c-1.x4",
        "the gateway cannot be read",
        failing("").sight().unreadable(Shop.GATEWAY, Look.Why.FORBIDDEN));
  }

  private static FakeSight name(String rule, String status) {
    return at(failing("").servers("web", "web-http", NAME).addRule(WEB_NSG, rule), status);
  }

  /** Network Watcher finds that the name stands for 10.0.1.4. */
  private static FakeSight at(Shop shop, String status) {
    return shop.sight().connectivity("web.example", 8080, SecondOpinionTest.check(status, ""));
  }

  private static FakeSight named(String issue) {
    return told(
        failing(Logs.TIMEOUT).sight().unreadable(WEB_NSG, Look.Why.FORBIDDEN),
        "Unreachable",
        issue);
  }

  private static FakeSight told(FakeSight sight, String status, String issue) {
    return sight
        .connectivity("10.0.1.4", 8080, SecondOpinionTest.check(status, issue))
        .connectivity("10.0.1.5", 8080, SecondOpinionTest.check(status, issue));
  }

  private static Shop route(String log, String hop) {
    return failing(log)
        .route(
            0, ResourceId.of(Shop.NETWORK + "/routeTables/edge"), "10.0.1.0/24", hop, "10.0.9.4");
  }

  private static Shop failing(String log) {
    return new Shop()
        .servers("web", "web-http", "10.0.1.4=Unhealthy=" + log, "10.0.1.5=Unhealthy=" + log);
  }
}
