package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WebApps;

class CustomProbeStepTest extends StepExamples<ProbeInUse> {
  CustomProbeStepTest() {
    super(new CustomProbeStep(), WEB);
  }

  @Override
  void examples() {
    example("2c.1", "404", status("404"));
    example("2c.1", "404 in older words", log("Received invalid status code: 404 in the answer."));
    example("2c.2", "300: the first redirect", status("300"));
    example("2c.2", "301 where only 200 is accepted", status("301"));
    example("2c.2", "399: the last one", status("399"));
    example("2c.3", "a time-out", log(Logs.TIMEOUT));
    example("2c.3", "no connection", log(Logs.TCP_CONNECT));
    example("2c.3", "no connection, in older words", log(Logs.OLD_TCP_CONNECT));
    example("2c.4", "a name that does not match", log(Logs.NAME_MISMATCH));
    example(
        "2c.4", "an expired certificate", log("Backend certificate is invalid. Current date is"));
    example("2c.x1", "401", status("401"));
    example("2c.x1", "403", status("403"));
    example("2c.x1", "499", status("499"));
    example("2c.x2", "500", status("500"));
    example("2c.x2", "503", status("503"));
    example("2c.x3", "no status given", log(Logs.OLD_STATUS));
    example("2c.x3", "a status below 300 that is not accepted", status("204"));
    example("2c.x4", "another body", log("Body of the backend's HTTP response did not match"));
    example(
        "2c.x5",
        "a name that does not resolve",
        log("Application Gateway could not create a probe for this backend. the FQDN"));
    example("2c.x6", "management traffic hindered", log(Logs.NOT_RETRIEVED));
    example("2c.x7", "proxy protocol", log("The backend did not accept the Proxy protocol header"));
    example("2c.x8", "just recovering", log("Success. Received 200 status code"));
    example("2c.x11", "API Management and 404", host("shop.azure-api.net", "/health", "404"));
    example("2c.x11", "API Management and 401", host("Shop.Azure-API.net", "/", "401"));
    example(
        "2c.1",
        "API Management's own path and 404",
        host("shop.azure-api.net", "/status-0123456789abcdef", "404"));
    example("2c.1", "a host that only looks like it", host("azure-api.net.example", "/", "404"));
    example("2c.x2", "API Management and 500", host("shop.azure-api.net", "/health", "500"));
    example("2c.x12", "App Service and 403", host("shop.azurewebsites.net", "/", "403"));
    example(
        "2c.x12",
        "an app by a domain of its own and 403",
        server("shop.example", Logs.status("403"))
            .sight()
            .webApps(
                new WebApps(
                    Shop.json("{'value':[{'properties':{'hostNames':['shop.example']}}]}"))));
    example("2c.x1", "a server by name that is no app", server("own.example", Logs.status("403")));
    example("2c.x1", "App Service and 401", host("shop.azurewebsites.net", "/", "401"));
    example("2c.x13", "400 from a port that speaks TLS", speakingTls("400", "Http"));
    example("2c.x1", "400 from a port that does not", status("400"));
    example("2c.x1", "400 over TLS", speakingTls("400", "Https"));
    example("2c.1", "404 from a port that speaks TLS", speakingTls("404", "Http"));
    example(
        "2c.x9",
        "the gateway cannot be read",
        new Shop().sight().unreadable(Shop.GATEWAY, Look.Why.TIMED_OUT));
    example("2c.x10", "no sentence, as older API versions have it", log(""));
    example("2c.x10", "a sentence that nobody documented", log("The hamster is asleep."));
  }

  private static Shop host(String host, String path, String received) {
    return status(received).probe(probe -> probe.put("host", host).put("path", path));
  }

  private static Shop status(String received) {
    return log(Logs.status(received));
  }

  private static Sight speakingTls(String received, String protocol) {
    return status(received)
        .probe(probe -> probe.put("protocol", protocol))
        .sight()
        .handshake("10.0.1.4", 8080, "", new Handshake(Shop.json("{'chain':['MAo=']}")));
  }

  private static Shop log(String log) {
    return server("10.0.1.4", log);
  }

  private static Shop server(String address, String log) {
    return new Shop().servers("web", "web-http", address + "=Unhealthy=" + log);
  }
}
