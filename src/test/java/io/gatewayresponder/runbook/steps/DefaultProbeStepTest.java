package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.evidence.Shop.EDGE_NSG;

import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;

class DefaultProbeStepTest extends StepExamples<DefaultProbe> {
  DefaultProbeStepTest() {
    super(new DefaultProbeStep(), WEB);
  }

  @Override
  void examples() {
    example("2b.1", "404 on /", log(Logs.status("404")));
    example("2b.1", "400: the first", log(Logs.status("400")));
    example("2b.1", "499: the last", log(Logs.status("499")));
    example("2b.2", "a time-out", log(Logs.TIMEOUT));
    example("2b.2", "no connection", log(Logs.TCP_CONNECT));
    example(
        "2b.3",
        "answered well, and managed by nobody",
        v1(log(Logs.SUCCESS)).addRule(EDGE_NSG, DENY));
    example("2b.3", "health not retrieved", v1(log(Logs.NOT_RETRIEVED)).addRule(EDGE_NSG, DENY));
    example("2b.4", "answered well, second generation", log(Logs.SUCCESS));
    example("2b.4", "and a Deny, second generation", log(Logs.SUCCESS).addRule(EDGE_NSG, DENY));
    example("2b.x1", "API Management and 404", server("shop.azure-api.net", Logs.status("404")));
    example("2b.2", "API Management out of reach", server("shop.azure-api.net", Logs.TCP_CONNECT));
    example("2b.x2", "App Service and 403", server("shop.azurewebsites.net", Logs.status("403")));
    example("2b.1", "App Service and 404", server("shop.azurewebsites.net", Logs.status("404")));
    example("2b.1", "403 from elsewhere", log(Logs.status("403")));
    example(
        "2b.x3",
        "plain HTTP for TLS",
        log(Logs.status("400"))
            .sight()
            .handshake("10.0.1.4", 8080, "", new Handshake(Shop.json("{'chain':['MAo=']}"))));
    example(
        "2b.1",
        "400 and a handshake that came to nothing",
        log(Logs.status("400"))
            .sight()
            .handshake("10.0.1.4", 8080, "", new Handshake(Shop.json("{'failure':'no TLS'}"))));
    example("2b.x4", "500: the first", log(Logs.status("500")));
    example("2b.x4", "503", log(Logs.status("503")));
    example("2b.x7", "a status that is not told", log(Logs.OLD_STATUS));
    example("2b.x7", "199", log(Logs.status("199")));
    example("2b.x6", "a certificate", log(Logs.NAME_MISMATCH));
    example(
        "2b.x5",
        "a name that does not resolve",
        server("gone.example", "Application Gateway could not create a probe for this backend."));
    example("2b.x8", "health not retrieved", log(Logs.NOT_RETRIEVED));
    example("2b.x8", "health not retrieved, first generation", v1(log(Logs.NOT_RETRIEVED)));
    example("2b.x9", "answered well, first generation", v1(log(Logs.SUCCESS)));
    example(
        "2b.x9",
        "answered well, first generation, and the group is unreadable",
        v1(log(Logs.SUCCESS)).sight().unreadable(EDGE_NSG, Look.Why.FORBIDDEN));
    example(
        "2b.x10",
        "the gateway cannot be read",
        log("").sight().unreadable(Shop.GATEWAY, Look.Why.TIMED_OUT));
    example("2b.x11", "no sentence", log(""));
    example("2b.x11", "a sentence that nobody documented", log("The hamster is asleep."));
    example(
        "2b.x11",
        "health cannot be read",
        log("").sight().healthUnreadable(Look.Why.TIMED_OUT, ""));
    example("2b.x12", "proxy protocol", log("did not accept the Proxy protocol header"));
  }

  private static final String DENY = "no 200 Inbound Deny Tcp Internet * 65503";

  private static Shop v1(Shop shop) {
    return shop.gateway(one -> one.withObject("/sku").put("tier", "Standard"));
  }

  private static Shop log(String log) {
    return server("10.0.1.4", log);
  }

  private static Shop server(String address, String log) {
    return new Shop()
        .setting(setting -> setting.remove("probe"))
        .servers("web", "web-http", address + "=Unhealthy=" + log);
  }
}
