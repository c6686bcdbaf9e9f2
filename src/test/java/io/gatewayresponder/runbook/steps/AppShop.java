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
public final class AppShop {
  public static final ResourceId APP =
      ResourceId.of(Shop.GROUP + "/providers/Microsoft.Web/sites/shop-app");
  public static final ResourceId CONFIGURATION = APP.child("config", "web");
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
  private ObjectNode configuration =
      Shop.json(
          """
          {'properties':{'ipSecurityRestrictions':[{'ipAddress':'Any','action':'Allow',
            'priority':2147483647,'name':'Allow all','description':'Allow all access'}]}}
          """);
  private final List<String> bound = new ArrayList<>(List.of("shop-app.azurewebsites.net"));
  private final List<String> unreadable = new ArrayList<>();
  private final ObjectNode other = Shop.json("{}");
  private boolean addressUnreadable;

  public AppShop() {
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
  public AppShop server(String name) {
    servers(name);
    return health(name + "=Healthy=Success. Received 200 status code");
  }

  public AppShop servers(String... names) {
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

  public AppShop health(String... servers) {
    shop.servers("web", "web-http", servers);
    return this;
  }

  public AppShop unhealthy(String log) {
    return health("shop-app.azurewebsites.net=Unhealthy=" + log);
  }

  /** Another platform name, for the server and the app. */
  public AppShop rename(String name) {
    app.withObject("/properties").put("defaultHostName", name);
    bound.set(0, name);
    return server(name);
  }

  public AppShop setting(Consumer<ObjectNode> change) {
    shop.setting(change);
    return this;
  }

  public AppShop listener(Consumer<ObjectNode> change) {
    shop.gateway(
        properties -> change.accept((ObjectNode) properties.at("/httpListeners/0/properties")));
    return this;
  }

  public AppShop rewriting(String header) {
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

  public AppShop bind(String host) {
    bound.add(host);
    return this;
  }

  public AppShop property(String name, String json) {
    JsonNode value = Shop.json("{\"value\":" + json + "}").path("value");
    app.withObject("/properties").set(name, value);
    return this;
  }

  /** Rules, and the last one that the platform makes up. */
  public AppShop restrict(String... rules) {
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

  public AppShop otherwise(String action) {
    configuration.withObject("/properties").put("ipSecurityRestrictionsDefaultAction", action);
    return this;
  }

  public AppShop endpoint(String service) {
    shop.subnet(
        0, subnet -> subnet.putArray("serviceEndpoints").addObject().put("service", service));
    return this;
  }

  public AppShop bindingsUnreadable() {
    unreadable.add("hostNameBindings " + APP);
    return this;
  }

  public AppShop restrictionsUnreadable() {
    unreadable.add("accessRestrictions " + APP);
    return this;
  }

  public AppShop addressUnreadable() {
    addressUnreadable = true;
    return this;
  }

  /** A second app behind a pool of its own, which lets in these addresses only. */
  public AppShop another(String addresses) {
    String name = "other-app.azurewebsites.net";
    shop.gateway(
        properties -> {
          String pool = Shop.GATEWAY + "/backendAddressPools/other";
          properties
              .withArray("backendAddressPools")
              .add(
                  Shop.json(
                      "{'id':'%s','name':'other','properties':{'backendAddresses':[{'fqdn':'%s'}]}}"
                          .formatted(pool, name)));
          ObjectNode rule = ((ObjectNode) properties.at("/requestRoutingRules/0")).deepCopy();
          rule.put("name", "other").withObject("/properties/backendAddressPool").put("id", pool);
          properties.withArray("requestRoutingRules").add(rule);
        });
    other.set(
        "ipSecurityRestrictions",
        Shop.json(
                "{'rules':[{'ipAddress':'%s','action':'Allow','priority':100,'name':'gateway'}]}"
                    .formatted(addresses))
            .path("rules"));
    return this;
  }

  /** A network document or the app's configuration, by its id. */
  public ObjectNode document(ResourceId id) {
    return id.equals(CONFIGURATION) ? configuration : shop.document(id);
  }

  /** Puts such a document in place of the one that was. */
  public AppShop put(ResourceId id, ObjectNode document) {
    if (id.equals(CONFIGURATION)) {
      configuration = document;
    } else {
      shop.put(document);
    }
    return this;
  }

  public FakeSight sight() {
    ObjectNode apps = Shop.json("{'value':[]}");
    bound.forEach(app.withObject("/properties").putArray("hostNames")::add);
    apps.withArray("value").add(app);
    ObjectNode bindings = Shop.json("{'value':[]}");
    bound.forEach(host -> bindings.withArray("value").addObject().put("name", "shop-app/" + host));
    FakeSight sight =
        shop.sight()
            .webApps(new WebApps(apps.deepCopy()))
            .hostNameBindings(APP, new HostNameBindings(bindings))
            .accessRestrictions(APP, new AccessRestrictions(configuration.deepCopy()));
    if (!other.isEmpty()) {
      ResourceId otherId = ResourceId.of(APP.toString().replace("shop-app", "other-app"));
      apps.withArray("value")
          .add(
              Shop.json(
                  "{'id':'%s','name':'other-app','properties':{'state':'Running','defaultHostName':'other-app.azurewebsites.net'}}"
                      .formatted(otherId)));
      ObjectNode document = Shop.json("{}");
      document.set("properties", other.deepCopy());
      sight
          .webApps(new WebApps(apps))
          .accessRestrictions(otherId, new AccessRestrictions(document));
    }
    unreadable.forEach(what -> sight.unreadable(what, Look.Why.FORBIDDEN));
    if (addressUnreadable) {
      sight.unreadable(ADDRESS, Look.Why.FORBIDDEN);
    }
    return sight;
  }
}
