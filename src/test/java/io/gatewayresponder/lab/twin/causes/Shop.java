package io.gatewayresponder.lab.twin.causes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The seeded shop with its causes, on a clock that the test moves; what the webhook got is kept.
 */
final class Shop {

  static final String GATEWAY = Estates.SHOP_GATEWAY;
  static final String GROUP =
      GATEWAY.replaceFirst("/applicationGateways/.*", "/networkSecurityGroups/web-nsg");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Time time = new Time();
  final Estate estate = Estates.shop("http://127.0.0.1:1/api/alerts?code=fake");
  final List<JsonNode> received = new ArrayList<>();
  final Causes causes =
      new Causes(
          estate,
          new TwinClock(time, 1),
          CausesOptions.inStep(
              (endpoint, json) -> {
                received.add(json(json));
                return 202;
              },
              1));

  /** Half a minute at a time, as a ticking thread would. */
  void pass(Duration duration) {
    Instant end = time.now.plus(duration);
    while (time.now.isBefore(end)) {
      time.now = time.now.plusSeconds(30);
      causes.advance();
    }
  }

  Instant now() {
    return time.now;
  }

  /** The app becomes the pool's only server, over this protocol on its usual port. */
  void putInFrontOf(String server, String protocol) {
    edit(
        "backendAddressPools",
        pool -> pool.putArray("backendAddresses").addObject().put("fqdn", server));
    edit(
        "backendHttpSettingsCollection",
        setting ->
            setting.put("protocol", protocol).put("port", protocol.equals("Https") ? 443 : 80));
    edit("probes", probe -> probe.put("protocol", protocol));
  }

  /** Changes the properties of the gateway's first part of a kind. */
  void edit(String collection, Consumer<ObjectNode> change) {
    estate.update(
        GATEWAY,
        gateway ->
            change.accept(
                (ObjectNode)
                    gateway.path("properties").path(collection).path(0).path("properties")));
  }

  void putRule(String rule) {
    estate.putChild(json(rule.replace("${group}", GROUP)));
  }

  void state(String operationalState) {
    estate.update(
        GATEWAY,
        gateway ->
            gateway.withObjectProperty("properties").put("operationalState", operationalState));
  }

  void firstGeneration() {
    estate.update(
        GATEWAY,
        gateway ->
            gateway
                .withObjectProperty("properties")
                .withObjectProperty("sku")
                .put("name", "Standard_Medium")
                .put("tier", "Standard"));
  }

  /** Gives a subnet a route table with one route. */
  void route(String subnet, String prefix, String nextHop) {
    String network = GROUP.replaceFirst("/networkSecurityGroups/.*", "");
    String table = network + "/routeTables/diverted";
    estate.put(
        json(
            """
            {"id":"%s","name":"diverted","type":"Microsoft.Network/routeTables",
            "location":"westeurope","properties":{"routes":[{"name":"away","properties":
            {"addressPrefix":"%s","nextHopType":"%s","nextHopIpAddress":"10.20.9.4"}}]}}
            """
                .formatted(table, prefix, nextHop)));
    subnet(subnet, properties -> properties.putObject("routeTable").put("id", table));
  }

  /** Takes the security group off a subnet. */
  void withoutGroup(String subnet) {
    subnet(subnet, properties -> properties.remove("networkSecurityGroup"));
  }

  private void subnet(String name, Consumer<ObjectNode> change) {
    estate.update(
        GROUP.replaceFirst("/networkSecurityGroups/.*", "/virtualNetworks/shop-vnet"),
        vnet -> {
          for (JsonNode each : vnet.path("properties").path("subnets")) {
            if (each.path("name").asText().equals(name)) {
              change.accept(((ObjectNode) each).withObjectProperty("properties"));
            }
          }
        });
  }

  List<String> health() {
    List<String> words = new ArrayList<>();
    servers().forEach(server -> words.add(server.path("health").asText()));
    return words;
  }

  JsonNode servers() {
    return causes
        .health()
        .backendHealth(GATEWAY)
        .at("/backendAddressPools/0/backendHttpSettingsCollection/0/servers");
  }

  /** The points of the last minutes that have data, for one aggregation. */
  List<Double> points(String metric, String aggregation, Duration back) {
    ObjectNode answer =
        causes
            .metrics()
            .metrics(
                GATEWAY,
                Map.of(
                    "metricnames",
                    metric,
                    "aggregation",
                    aggregation,
                    "timespan",
                    back.toString()));
    List<Double> values = new ArrayList<>();
    for (JsonNode point : answer.at("/value/0/timeseries/0/data")) {
      if (point.has(aggregation)) {
        values.add(point.path(aggregation).asDouble());
      }
    }
    return values;
  }

  /** For example {@code unhealthy-hosts Fired}, in the order in which they came. */
  List<String> alerts() {
    List<String> words = new ArrayList<>();
    for (JsonNode payload : received) {
      JsonNode essentials = payload.at("/data/essentials");
      words.add(
          essentials.path("alertRule").asText()
              + " "
              + essentials.path("monitorCondition").asText());
    }
    return words;
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Time extends Clock {
    private Instant now = Instant.parse("2026-03-01T08:00:10Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
