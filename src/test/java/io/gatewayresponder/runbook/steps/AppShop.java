package io.gatewayresponder.runbook.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.AccessRestrictions;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.HostNameBindings;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.WebApps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The shop with an App Service app behind it instead of machines: healthy, without restrictions,
 * known by its platform name alone. The gateway has the public address 198.51.100.7, and its
 * setting keeps the client's host.
 */
final class AppShop {
  static final ResourceId APP =
      ResourceId.of(Shop.GROUP + "/providers/Microsoft.Web/sites/shop-app");
  private static final ResourceId ADDRESS =
      ResourceId.of(Shop.NETWORK + "/publicIPAddresses/shop-ip");

  private final Shop shop = new Shop();
  private final ObjectNode app =
      Shop.json(
          """
          {'id':'%s','name':'shop-app','properties':{'state':'Running',
            'defaultHostName':'shop-app.azurewebsites.net'}}
          """
              .formatted(APP));
  private final ObjectNode configuration =
      Shop.json(
          """
          {'properties':{'ipSecurityRestrictions':[{'ipAddress':'Any','action':'Allow',
            'priority':2147483647,'name':'Allow all','description':'Allow all access'}]}}
          """);
  private final List<String> bound = new ArrayList<>(List.of("shop-app.azurewebsites.net"));
  private final List<String> unreadable = new ArrayList<>();
  private boolean addressUnreadable;

  AppShop() {
    shop.put("{'id':'%s','properties':{'ipAddress':'198.51.100.7'}}".formatted(ADDRESS));
    shop.gateway(
        properties ->
            ((ObjectNode) properties.at("/frontendIPConfigurations/0"))
                .putObject("properties")
                .putObject("publicIPAddress")
                .put("id", ADDRESS.toString()));
    server("shop-app.azurewebsites.net");
  }

  /** The pool's only server. */
  AppShop server(String name) {
    servers(name);
    return health(name + "=Healthy=Success. Received 200 status code");
  }

  AppShop servers(String... names) {
    shop.gateway(
        properties -> {
          var pool = (ObjectNode) properties.at("/backendAddressPools/0/properties");
          pool.putArray("backendAddresses");
          for (String name : names) {
            pool.withArray("backendAddresses").addObject().put("fqdn", name);
          }
        });
    return this;
  }

  AppShop health(String... servers) {
    shop.servers("web", "web-http", servers);
    return this;
  }

  AppShop unhealthy(String log) {
    return health("shop-app.azurewebsites.net=Unhealthy=" + log);
  }

  /** Another platform name, for the server and the app. */
  AppShop rename(String name) {
    app.withObject("/properties").put("defaultHostName", name);
    bound.set(0, name);
    return server(name);
  }

  AppShop setting(Consumer<ObjectNode> change) {
    shop.setting(change);
    return this;
  }

  AppShop listener(Consumer<ObjectNode> change) {
    shop.gateway(
        properties -> change.accept((ObjectNode) properties.at("/httpListeners/0/properties")));
    return this;
  }

  AppShop rewriting(String header) {
    shop.gateway(
        properties ->
            properties
                .putArray("rewriteRuleSets")
                .add(
                    Shop.json(
                        """
                        {'name':'set','properties':{'rewriteRules':[{'name':'one','actionSet':{
                          'requestHeaderConfigurations':[{'headerName':'%s','headerValue':'x'}]}}]}}
                        """
                            .formatted(header))));
    return this;
  }

  AppShop bind(String host) {
    bound.add(host);
    return this;
  }

  AppShop property(String name, String json) {
    JsonNode value = Shop.json("{\"value\":" + json + "}").path("value");
    app.withObject("/properties").set(name, value);
    return this;
  }

  /** Rules, and the last one that the platform makes up. */
  AppShop restrict(String... rules) {
    configuration
        .withObject("/properties")
        .set(
            "ipSecurityRestrictions",
            Shop.json(
                    """
                    {'rules':[%s,{'ipAddress':'Any','action':'Deny','priority':2147483647,
                      'name':'Deny all','description':'Deny all access'}]}
                    """
                        .formatted(String.join(",", rules)))
                .path("rules"));
    return this;
  }

  AppShop otherwise(String action) {
    configuration.withObject("/properties").put("ipSecurityRestrictionsDefaultAction", action);
    return this;
  }

  AppShop endpoint(String service) {
    shop.subnet(
        0, subnet -> subnet.putArray("serviceEndpoints").addObject().put("service", service));
    return this;
  }

  AppShop bindingsUnreadable() {
    unreadable.add("hostNameBindings " + APP);
    return this;
  }

  AppShop restrictionsUnreadable() {
    unreadable.add("accessRestrictions " + APP);
    return this;
  }

  AppShop addressUnreadable() {
    addressUnreadable = true;
    return this;
  }

  FakeSight sight() {
    ObjectNode apps = Shop.json("{'value':[]}");
    bound.forEach(app.withObject("/properties").putArray("hostNames")::add);
    apps.withArray("value").add(app);
    ObjectNode bindings = Shop.json("{'value':[]}");
    bound.forEach(host -> bindings.withArray("value").addObject().put("name", "shop-app/" + host));
    FakeSight sight =
        shop.sight()
            .webApps(new WebApps(apps))
            .hostNameBindings(APP, new HostNameBindings(bindings))
            .accessRestrictions(APP, new AccessRestrictions(configuration));
    unreadable.forEach(what -> sight.unreadable(what, Look.Why.FORBIDDEN));
    if (addressUnreadable) {
      sight.unreadable(ADDRESS, Look.Why.FORBIDDEN);
    }
    return sight;
  }
}
