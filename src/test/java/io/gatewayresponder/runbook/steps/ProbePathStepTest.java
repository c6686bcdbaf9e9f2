package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.evidence.Shop.WEB_NSG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResolvedName;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    example("2c-1.x12", "a name behind a Deny", name(DENY, "Unreachable"));
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
    example("2c-1.3", "a name that DNS leads to an open path", resolved(Logs.TCP_CONNECT, OTHER));
    example("2c-1.2", "such a name, and too late", resolved(Logs.TIMEOUT, OTHER));
    example("2c-1.x12", "a name that DNS leads behind a Deny", resolved(Logs.TCP_CONNECT, DENY));
    example("2c-1.2", "a service of the platform, too late", service(Logs.TIMEOUT, ""));
    example("2c-1.x1", "the same by an appliance", service(Logs.TIMEOUT, "VirtualAppliance"));
    example("2c-1.x1", "the same without a connection", service(Logs.TCP_CONNECT, ""));
    example("2c-1.x13", "an address that nothing has", gone(Logs.TCP_CONNECT).sight());
    example("2c-1.x13", "the same, and the probe waits in vain", gone(Logs.TIMEOUT).sight());
    example(
        "2c-1.x10",
        "an address that nothing has, and Network Watcher connects",
        gone(Logs.TCP_CONNECT)
            .sight()
            .connectivity("10.0.1.9", 8080, SecondOpinionTest.check("Reachable", "")));
    example("2c-1.1", "a Deny before it", gone(Logs.TIMEOUT).addRule(WEB_NSG, DENY));
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

  @Test
  void servers_behind_different_rules_and_behind_none_are_told_apart() {
    ResourceId own = ResourceId.of(Shop.NETWORK + "/networkSecurityGroups/web-1-nsg");
    Shop shop = failing(Logs.TCP_CONNECT).put(Shop.nsg(own));
    shop.addRule(own, "quarantine 200 Inbound Deny * * * *");
    shop.document(Shop.nicId("web-1-nic"))
        .withObject("/properties/networkSecurityGroup")
        .put("id", own.toString());
    assertEquals(List.of("2c-1.1 10.0.1.4 quarantine", "2c-1.3 10.0.1.5 null"), told(shop.sight()));
    shop.addRule(WEB_NSG, DENY);
    assertEquals(
        List.of("2c-1.1 10.0.1.4, 10.0.1.5 deny-8080", "2c-1.1 10.0.1.4 quarantine"),
        told(shop.sight()));
  }

  @Test
  void routes_there_and_back_are_both_told() {
    Shop shop = route(Logs.TCP_CONNECT, APPLIANCE);
    shop.route(
        1, ResourceId.of(Shop.NETWORK + "/routeTables/web"), "10.0.0.0/24", APPLIANCE, "10.0.9.4");
    assertEquals(2, told(shop.sight()).size());
    assertTrue(told(shop.sight()).stream().allMatch(one -> one.startsWith("2c-1.x5")));
  }

  @Test
  void a_server_that_is_gone_is_told_apart_from_those_that_are_there() {
    Shop shop =
        new Shop()
            .servers(
                "web",
                "web-http",
                "10.0.1.4=Unhealthy=" + Logs.TCP_CONNECT,
                "10.0.1.9=Unhealthy=" + Logs.TCP_CONNECT);
    assertEquals(List.of("2c-1.3 10.0.1.4 null", "2c-1.x13 10.0.1.9 null"), told(shop.sight()));
  }

  @Test
  void a_finding_is_about_the_server_of_which_network_watcher_names_something() {
    FakeSight sight =
        new Shop()
            .servers(
                "web",
                "web-http",
                "web.example=Unhealthy=" + Logs.TIMEOUT,
                "api.example=Unhealthy=" + Logs.TIMEOUT)
            .sight()
            .connectivity("web.example", 8080, SecondOpinionTest.check("Reachable", ""))
            .connectivity(
                "api.example", 8080, SecondOpinionTest.check("Unreachable", "DnsResolution"));
    assertEquals(List.of("2c-1.x9 api.example null"), told(sight));
  }

  /** What Network Watcher names is told once: where our own verdict names it. */
  @Test
  void behind_a_route_the_rule_that_is_named_is_another_cause() {
    Shop shop = route(Logs.TCP_CONNECT, "None").servers("web", "web-http", NAME);
    FakeSight sight =
        shop.addRule(WEB_NSG, DENY)
            .sight()
            .connectivity(
                "web.example", 8080, SecondOpinionTest.check("Unreachable", "NetworkSecurityRule"))
            .resolvedName(
                "web.example",
                new ResolvedName(Shop.json("{'name':'web.example','addresses':['10.0.1.4']}")));
    assertEquals(
        List.of("2c-1.x12 web.example deny-8080", "2c-1.x7"),
        told(sight).stream().map(line -> line.startsWith("2c-1.x7") ? "2c-1.x7" : line).toList());
  }

  @Test
  void a_subject_whose_servers_are_alike_stays_as_it_is() {
    assertEquals(
        List.of(WEB),
        new ProbePathStep()
            .subjects(failing(Logs.TCP_CONNECT).addRule(WEB_NSG, DENY).sight(), WEB));
  }

  /** Row, servers and rule of each finding. */
  private static List<String> told(FakeSight sight) {
    ProbePathStep step = new ProbePathStep();
    List<String> told = new ArrayList<>();
    for (Subject subject : step.subjects(sight, WEB)) {
      ProbePath path = step.look(sight, subject).asFound().orElseThrow();
      step.table()
          .match(Look.found(path))
          .forEach(
              row ->
                  told.add(
                      "%s %s %s"
                          .formatted(
                              row.id(), path.facts().get("server"), path.facts().get("rule"))));
    }
    return told;
  }

  private static FakeSight name(String rule, String status) {
    return at(failing("").servers("web", "web-http", NAME).addRule(WEB_NSG, rule), status);
  }

  /** Network Watcher finds that the name stands for 10.0.1.4. */
  private static FakeSight at(Shop shop, String status) {
    return shop.sight().connectivity("web.example", 8080, SecondOpinionTest.check(status, ""));
  }

  /** The first generation, from which Network Watcher does not connect. */
  private static FakeSight resolved(String log, String rule) {
    return new Shop()
        .gateway(one -> one.withObject("/sku").put("tier", "WAF"))
        .servers("web", "web-http", "web.example=Unhealthy=" + log)
        .addRule(WEB_NSG, rule)
        .sight()
        .resolvedName(
            "web.example",
            new ResolvedName(Shop.json("{'name':'web.example','addresses':['10.0.1.4']}")));
  }

  /** An App Service app behind the first generation; a default route leads to the hop, if any. */
  private static FakeSight service(String log, String hop) {
    Shop shop =
        new Shop()
            .gateway(one -> one.withObject("/sku").put("tier", "WAF"))
            .servers("web", "web-http", "shop.azurewebsites.net=Unhealthy=" + log);
    if (!hop.isEmpty()) {
      ResourceId table = ResourceId.of(Shop.NETWORK + "/routeTables/edge");
      shop.route(0, table, "0.0.0.0/0", hop, "10.0.9.4");
    }
    return shop.sight()
        .resolvedName(
            "shop.azurewebsites.net",
            new ResolvedName(
                Shop.json("{'name':'shop.azurewebsites.net','addresses':['20.1.2.3']}")));
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

  private static Shop gone(String log) {
    return new Shop().servers("web", "web-http", "10.0.1.9=Unhealthy=" + log);
  }

  private static Shop failing(String log) {
    return new Shop()
        .servers("web", "web-http", "10.0.1.4=Unhealthy=" + log, "10.0.1.5=Unhealthy=" + log);
  }
}
