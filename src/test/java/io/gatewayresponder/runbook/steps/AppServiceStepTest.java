package io.gatewayresponder.runbook.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppServiceStepTest extends StepExamples<AppPair> {
  private static final String APP = "shop-app.azurewebsites.net";
  private static final String OTHERS =
      "{'ipAddress':'203.0.113.0/24','action':'Allow','priority':100,'name':'office'}";
  private static final String SUBNET =
      "{'vnetSubnetResourceId':'%s/subnets/edge','action':'Allow','priority':100,'name':'edge'}"
          .formatted(Shop.VNET);

  AppServiceStepTest() {
    super(new AppServiceStep(), GATEWAY);
  }

  @Override
  void examples() {
    example("5.x4", "machines", new Shop());
    example("5.x4", "API Management", app().server("shop.azure-api.net").sight());
    example("5.x4", "layer 4", app().setting(it -> it.put("protocol", "Tcp")).sight());
    example("5.5", "the server's own host", picks().sight());
    example("5.5", "an app of another cloud", picks().rename("shop.chinacloudsites.cn").sight());
    example("5.1", "unhealthy by a time-out", picks().unhealthy(Logs.TIMEOUT).sight());

    example("5.2", "any host, and only the platform's name is bound", app().sight());
    example(
        "5.x5", "any host, and a name of the customer's is bound", bound("shop.example").sight());
    example("5.2", "a listener's name that is not bound", named("shop.example").sight());
    example(
        "5.x7",
        "a listener's name that is bound",
        named("shop.example").bind("shop.example").sight());
    example("5.x7", "in another casing", named("Shop.Example").bind("shop.EXAMPLE").sight());
    example(
        "5.x7", "bound by a wildcard", named("www.shop.example").bind("*.shop.example").sight());
    example(
        "5.x5",
        "a listener's wildcard over a bound name",
        named("*.shop.example").bind("www.shop.example").sight());
    example(
        "5.2",
        "a listener's wildcard over none",
        named("*.shop.example").bind("www.other.example").sight());
    example("5.x5", "bindings cannot be read", app().bindingsUnreadable().sight());
    example("5.x5", "a rewrite sets the host", app().rewriting("Host").sight());
    example("5.2", "a rewrite sets another header", app().rewriting("X-Shop").sight());
    example("5.2", "health cannot be read", app().sight().healthUnreadable(Look.Why.TIMED_OUT, ""));
    example("5.2", "its probe met 404", app().unhealthy(Logs.status("404")).sight());
    example("5.1", "its probe met 500", app().unhealthy(Logs.status("500")).sight());
    example(
        "5.1",
        "its probe met 404, and the host is bound",
        picks().unhealthy(Logs.status("404")).sight());

    example("5.3", "the setting's host is not bound", sends("old.example").sight());
    example(
        "5.x7", "the setting's host is bound", sends("shop.example").bind("shop.example").sight());
    example("5.x7", "the setting's host is the platform's name", sends(APP).sight());
    example(
        "5.x5",
        "the setting's host, and bindings cannot be read",
        sends("old.example").bindingsUnreadable().sight());
    example(
        "5.3",
        "a custom name in the pool",
        sends("old.example").bind("shop.example").server("shop.example").sight());

    example("5.4", "no rule is about the gateway", picks().restrict(OTHERS).sight());
    example(
        "5.5",
        "the gateway's address is allowed",
        picks().restrict(rule("198.51.100.7/32", "Allow")).sight());
    example(
        "5.4",
        "the gateway's address is denied",
        picks().restrict(rule("198.51.100.0/24", "Deny")).otherwise("Allow").sight());
    example(
        "5.4",
        "the subnet is allowed, without a service endpoint",
        picks().restrict(SUBNET).sight());
    example(
        "5.5",
        "the subnet is allowed, with a service endpoint",
        picks().endpoint("Microsoft.Web").restrict(SUBNET).sight());
    example(
        "5.4",
        "with a service endpoint of another service",
        picks().endpoint("Microsoft.Storage").restrict(SUBNET).sight());
    example(
        "5.4",
        "private addresses are allowed, as the guide proposes",
        picks().restrict(rule("10.0.0.0/24", "Allow")).sight());
    example(
        "5.x5",
        "the gateway's address cannot be read",
        picks().addressUnreadable().restrict(OTHERS).sight());
    example("5.x5", "restrictions cannot be read", picks().restrictionsUnreadable().sight());
    example(
        "5.x5",
        "a private endpoint",
        picks().property("privateEndpointConnections", "[{}]").restrict(OTHERS).sight());
    example(
        "5.5",
        "a private endpoint, and no restriction",
        picks().property("privateEndpointConnections", "[{}]").sight());
    example(
        "5.x5",
        "closed to the public",
        picks().property("publicNetworkAccess", "\"Disabled\"").sight());
    example(
        "5.x5", "an app that is not in the list", picks().server("gone.azurewebsites.net").sight());
    example(
        "5.x5", "apps cannot be read", picks().sight().unreadable("webApps", Look.Why.FORBIDDEN));
    example(
        "5.4",
        "its probe met 403, and restrictions deny",
        picks().restrict(OTHERS).unhealthy(Logs.status("403")).sight());
    example(
        "5.1",
        "restrictions deny, but it fails otherwise",
        picks().restrict(OTHERS).unhealthy(Logs.TIMEOUT).sight());
    example(
        "5.x2",
        "its probe met 403, and the gateway gets in",
        picks().unhealthy(Logs.status("403")).sight());
    example(
        "5.x3",
        "its probe met 403, for unknown reasons",
        picks().restrictionsUnreadable().unhealthy(Logs.status("403")).sight());
    example("5.x1", "stopped", picks().property("state", "\"Stopped\"").sight());
    example(
        "5.x1",
        "stopped, and its probe met 403",
        picks().property("state", "\"Stopped\"").unhealthy(Logs.status("403")).sight());
    example(
        "5.4",
        "stopped, and restrictions deny",
        picks()
            .property("state", "\"Stopped\"")
            .restrict(OTHERS)
            .unhealthy(Logs.status("403"))
            .sight());
    example(
        "5.4",
        "restrictions deny, whatever else makes the probe fail",
        picks().restrict(OTHERS).unhealthy(Logs.TIMEOUT).sight());
    example(
        "5.x6",
        "the gateway cannot be read",
        app().sight().unreadable(Shop.GATEWAY, Look.Why.FORBIDDEN));
  }

  @Test
  void a_refusal_says_which_rules_only_look_right() {
    AppShop shop = picks().restrict(rule("10.0.0.0/24", "Allow"), SUBNET);
    Map<String, String> facts = facts(shop);
    assertEquals("no rule allows the gateway", facts.get("restriction"));
    assertEquals("198.51.100.7", facts.get("gatewayAddress"));
    assertEquals("edge, 10.0.0.0/24", facts.get("rulesThatNeverMatch"));
    assertEquals("false", facts.get("serviceEndpoint"));
    assertEquals(AppShop.APP.toString(), facts.get("appId"));
  }

  @Test
  void a_foreign_host_is_told_with_those_that_are_bound() {
    Map<String, String> facts = facts(sends("old.example").bind("shop.example"));
    assertEquals("old.example", facts.get("host"));
    assertEquals("the setting's", facts.get("hostSent"));
    assertEquals(APP + ", shop.example", facts.get("boundHosts"));
    assertFalse(facts.containsKey("restriction"));
  }

  @Test
  void of_several_apps_those_that_fail_are_told_with_what_the_probe_asks() {
    AppShop shop = picks();
    shop.servers(APP, "two.azurewebsites.net");
    shop.health(APP + "=Unhealthy=" + Logs.status("403"), "two.azurewebsites.net=Healthy=Success");
    Map<String, String> facts = facts(shop);
    assertEquals(APP, facts.get("server"));
    assertEquals("/health", facts.get("path"));
    assertEquals("403", facts.get("received"));
  }

  @Test
  void apps_with_different_troubles_are_told_apart_though_their_probes_met_the_same() {
    AppShop shop = picks().property("state", "\"Stopped\"");
    shop.servers(APP, "two.azurewebsites.net");
    shop.health(
        APP + "=Unhealthy=" + Logs.status("403"),
        "two.azurewebsites.net=Unhealthy=" + Logs.status("403"));
    assertEquals(
        List.of("[" + APP + "]", "[two.azurewebsites.net]"),
        new AppServiceStep()
            .subjects(shop.sight(), WEB).stream()
                .map(one -> ((Subject.Servers) one).addresses().toString())
                .toList());
  }

  @Test
  void a_pair_that_a_walk_comes_with_comes_first_and_others_are_not_forgotten() {
    Subject other = new Subject.Pair("api", "api-http");
    List<Subject> subjects = new AppServiceStep().subjects(app().sight(), other);
    assertEquals(List.of(other, WEB), subjects);
    assertEquals(List.of(WEB), new AppServiceStep().subjects(app().sight(), WEB));
  }

  @Test
  void servers_that_fail_apart_are_asked_about_apart() {
    AppShop shop = picks();
    shop.servers("10.0.1.4", APP, "two.azurewebsites.net");
    shop.health(
        APP + "=Unhealthy=" + Logs.status("403"),
        "two.azurewebsites.net=Unhealthy=" + Logs.TIMEOUT,
        "10.0.1.4=Healthy=Success");
    List<Subject> subjects = new AppServiceStep().subjects(shop.sight(), GATEWAY);
    assertEquals(
        List.of("[" + APP + "]", "[two.azurewebsites.net]"),
        subjects.stream().map(one -> ((Subject.Servers) one).addresses().toString()).toList());
  }

  @Test
  void nothing_of_app_service_is_read_for_other_back_ends() {
    var sight = new Shop().sight();
    AppServiceStep step = new AppServiceStep();
    step.subjects(sight, GATEWAY).forEach(subject -> step.look(sight, subject));
    assertTrue(
        sight.reads().stream().noneMatch(read -> read.contains("Restrictions")),
        sight.reads()::toString);
  }

  private static Map<String, String> facts(AppShop shop) {
    return AppPair.look(shop.sight(), WEB).map(AppPair::facts).asFound().orElseThrow();
  }

  private static AppShop app() {
    return new AppShop();
  }

  private static AppShop picks() {
    return app().setting(setting -> setting.put("pickHostNameFromBackendAddress", true));
  }

  private static AppShop sends(String host) {
    return app().setting(setting -> setting.put("hostName", host));
  }

  private static AppShop bound(String host) {
    return app().bind(host);
  }

  private static AppShop named(String host) {
    return app().listener((ObjectNode listener) -> listener.putArray("hostNames").add(host));
  }

  private static String rule(String range, String action) {
    return "{'ipAddress':'%s','action':'%s','priority':200,'tag':'Default','name':'%s'}"
        .formatted(range, action, range);
  }
}
