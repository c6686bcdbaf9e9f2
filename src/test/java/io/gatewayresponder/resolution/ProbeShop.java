package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.EffectiveProbe;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.OnDemandProbe;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.WiredPair;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The small shop with servers that answer: their pages decide how the gateway's probes and its
 * trials go, so that a plan heals or does not, and nothing is told twice.
 */
final class ProbeShop {
  private static final String PARTS = Examples.GATEWAY + "/";

  /** A page: with a status, after some seconds, with a text. */
  private record Page(int status, int seconds, String body) {}

  private ObjectNode gateway = Examples.gateway("Standard_v2", "Running", "Succeeded");
  private final Map<String, Page> pages = new HashMap<>();
  private final List<OnDemandProbe> tried = new ArrayList<>();

  ProbeShop tier(String tier) {
    ((ObjectNode) gateway.at("/properties/sku")).put("tier", tier);
    return this;
  }

  /** A page that every server has, for every host. */
  ProbeShop page(String path, int status) {
    return page(path, status, 0, "");
  }

  ProbeShop page(String path, int status, int seconds, String body) {
    pages.put(path, new Page(status, seconds, body));
    return this;
  }

  /** A page of one server, or for one host: {@code 10.0.2.4/health}, {@code shop.example/}. */
  ProbeShop pageOf(String owner, String path, int status) {
    pages.put(owner + path, new Page(status, 0, ""));
    return this;
  }

  /** A part of the gateway, as JSON with single quotes. */
  ProbeShop part(String collection, String name, String properties) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    part.put("name", name).put("id", PARTS + collection + "/" + name).put("etag", "W/1");
    part.set("properties", Json.of(properties));
    gateway.withObject("/properties").withArray("/" + collection).add(part);
    return this;
  }

  /** The setting of the shop, {@code plain}, gets a property. */
  ProbeShop setting(String name, JsonNode value) {
    ((ObjectNode) gateway.at("/properties/backendHttpSettingsCollection/0/properties"))
        .set(name, value);
    return this;
  }

  /** The setting of the shop names this probe, which asks for a path of shop.example. */
  ProbeShop probed(String name, String path) {
    return probe(name, path, "shop.example").setting("probe", reference("probes", name));
  }

  /** A probe that no setting has. */
  ProbeShop probe(String name, String path, String host) {
    return part(
        "probes",
        name,
        """
        {'provisioningState': 'Succeeded', 'protocol': 'Http', 'host': '%s', 'path': '%s',
         'interval': 30, 'timeout': 30, 'unhealthyThreshold': 3,
         'pickHostNameFromBackendHttpSettings': false, 'minServers': 0,
         'fieldOfNextYear': [1.50]}
        """
            .formatted(host, path));
  }

  /** The properties of the newest probe, to be changed. */
  ObjectNode newestProbe() {
    ArrayNode probes = (ArrayNode) gateway.at("/properties/probes");
    return (ObjectNode) probes.get(probes.size() - 1).path("properties");
  }

  /** A second setting on port 8081 with the probe, a pool with one server, and a rule for both. */
  ProbeShop neighbour(String probe) {
    part(
        "backendHttpSettingsCollection",
        "other",
        "{'port': 8081, 'protocol': 'Http', 'probe': {'id': '%sprobes/%s'}}"
            .formatted(PARTS, probe));
    part("backendAddressPools", "other", "{'backendAddresses': [{'ipAddress': '10.0.2.9'}]}");
    return rule("others", "other", "other");
  }

  /** A second pool behind the setting of the shop. */
  ProbeShop secondPool(String server) {
    part(
        "backendAddressPools",
        "second",
        "{'backendAddresses': [{'ipAddress': '%s'}]}".formatted(server));
    return rule("seconds", "second", "plain");
  }

  private ProbeShop rule(String name, String pool, String setting) {
    return part(
        "requestRoutingRules",
        name,
        """
        {'ruleType': 'Basic', 'priority': 20,
         'backendAddressPool': {'id': '%1$sbackendAddressPools/%2$s'},
         'backendHttpSettings': {'id': '%1$sbackendHttpSettingsCollection/%3$s'}}
        """
            .formatted(PARTS, pool, setting));
  }

  /** The listener of the shop takes requests for this host only. */
  ProbeShop listeningFor(String host) {
    part("httpListeners", "front", "{'hostName': '%s'}".formatted(host));
    ((ObjectNode) gateway.at("/properties/requestRoutingRules/0/properties"))
        .set("httpListener", reference("httpListeners", "front"));
    return this;
  }

  private static JsonNode reference(String collection, String name) {
    return JsonNodeFactory.instance.objectNode().put("id", PARTS + collection + "/" + name);
  }

  /** What can be seen; trials are answered. */
  FakeSight sight() {
    return blindSight()
        .trying(
            probe -> {
              tried.add(probe);
              return Look.found(new BackendHealth(trial(probe)));
            });
  }

  /** What can be seen where nothing can be tried, as when writing. */
  FakeSight blindSight() {
    return new FakeSight(Examples.GATEWAY)
        .with(gateway)
        .with(Examples.GATEWAY.child("backendhealth", "last"), health());
  }

  List<OnDemandProbe> tried() {
    return tried;
  }

  JsonNode document() {
    return gateway;
  }

  /** The options that write or ask, by their best guesses. */
  List<Option> plan(Finding... causes) {
    return plan(sight(), Answers.none(), causes);
  }

  List<Option> plan(FakeSight sight, Answers answers, Finding... causes) {
    return Resolutions.all().options(diagnosis(causes), sight, answers).stream()
        .filter(option -> option.writes() || option.asks())
        .toList();
  }

  private static Diagnosis diagnosis(Finding... causes) {
    return Examples.diagnosis(causes);
  }

  /** A cause about the pool and the setting of the shop. */
  static Finding cause(String row) {
    return Examples.finding(row, new Subject.Pair("web", "plain"), Family.B);
  }

  static Finding cause(String row, String pool, String setting) {
    return Examples.finding(row, new Subject.Pair(pool, setting), Family.B);
  }

  /** The option of a resolution, which has to be there. */
  static Option find(List<Option> options, String resolution) {
    return options.stream()
        .filter(option -> option.resolution().equals(resolution))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + resolution + " in " + options));
  }

  /**
   * What has to be true of every plan that writes: every server is healthy afterwards, exactly the
   * planned differs, nothing is left to plan, the undo restores, and planning again with the
   * approved values comes to the same writes where nothing can be tried.
   */
  void assertHeals(Option option, Finding... causes) {
    JsonNode before = gateway;
    JsonNode after = applied(option);
    assertEquals(
        new Proof(List.of(), List.of()),
        Proof.of(Examples.GATEWAY, before, after, option.changes()));
    Option again =
        plan(blindSight(), Answers.of(option), causes).stream()
            .filter(one -> one.id().equals(option.id()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("not planned again without trials"));
    assertEquals(Digest.of(option), Digest.of(again));
    assertEquals(option.parameters().size(), again.parameters().size());
    ProbeShop later = new ProbeShop();
    later.gateway = after.deepCopy();
    later.pages.putAll(pages);
    BackendHealth health = new BackendHealth(later.health());
    assertTrue(health.every(ServerHealth.State.HEALTHY), health.document().toPrettyString());
    assertEquals(List.of(), later.plan(causes), "a second plan");
    JsonNode undone = after;
    for (Change change : option.undo()) {
      undone = Apply.to(undone, change);
    }
    assertTrue(Leaves.of(before).sameAs(Leaves.of(undone)), "the undo");
  }

  /** What the only change of an option makes of the gateway's document. */
  JsonNode applied(Option option) {
    assertEquals(1, option.changes().size(), option.toString());
    return Apply.to(gateway, option.changes().get(0));
  }

  /** How a change differs from what was there, in words such as {@code path: /a -> /b}. */
  List<String> differences(Option option) {
    return Leaves.of(gateway).withoutState().to(Leaves.of(option.changes().get(0).after())).stream()
        .map(it -> it.path() + ": " + it.before() + " -> " + it.after())
        .map(words -> words.replaceAll("/subscriptions/[^ ]*/([^/ ]+)", "…/$1"))
        .toList();
  }

  private JsonNode health() {
    Gateway seen = new Gateway(gateway);
    ObjectNode health = JsonNodeFactory.instance.objectNode();
    ArrayNode pools = health.putArray("backendAddressPools");
    for (WiredPair pair : seen.wiredPairs()) {
      ObjectNode pool = pools.addObject();
      pool.putObject("backendAddressPool").put("id", PARTS + "backendAddressPools/" + pair.pool());
      ObjectNode setting = pool.putArray("backendHttpSettingsCollection").addObject();
      setting
          .putObject("backendHttpSettings")
          .put("id", PARTS + "backendHttpSettingsCollection/" + pair.setting());
      EffectiveProbe probe = seen.effectiveProbe(pair.setting()).orElseThrow();
      ArrayNode servers = setting.putArray("servers");
      for (String server : seen.pool(pair.pool()).orElseThrow().addresses()) {
        servers.add(
            judged(
                server,
                probe.host(),
                probe.path(),
                probe.timeoutSeconds(),
                probe.statusCodes(),
                probe.body()));
      }
    }
    return health;
  }

  private JsonNode trial(OnDemandProbe probe) {
    Gateway seen = new Gateway(gateway);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putObject("backendAddressPool").put("id", probe.pool());
    ArrayNode servers = answer.putObject("backendHealthHttpSettings").putArray("servers");
    String settingHost = seen.setting(probe.setting()).orElseThrow().hostName();
    for (String server : seen.pool(probe.pool()).orElseThrow().addresses()) {
      servers.add(
          judged(
              server,
              probe.host().isEmpty() ? settingHost : probe.host(),
              probe.path(),
              probe.timeoutSeconds(),
              probe.statusCodes(),
              probe.body()));
    }
    return answer;
  }

  private ObjectNode judged(
      String server, String host, String path, int timeout, List<String> codes, String body) {
    Page page =
        pages.getOrDefault(
            server + path,
            pages.getOrDefault(host + path, pages.getOrDefault(path, new Page(404, 0, ""))));
    boolean accepted =
        codes.stream()
            .map(code -> code.split("-"))
            .anyMatch(
                ends ->
                    Integer.parseInt(ends[0]) <= page.status()
                        && page.status() <= Integer.parseInt(ends[ends.length - 1]));
    String log =
        page.seconds() > timeout
            ? "Time taken by the backend to respond is more than the timeout threshold in the probe"
                + " setting."
            : !accepted
                ? "Status code of the backend's HTTP response did not match the probe setting."
                    + " Expected:{%s} Received:{%d}.".formatted(codes, page.status())
                : !page.body().contains(body)
                    ? "Body of the backend's HTTP response did not match the probe setting."
                    : "Success. Received %d status code".formatted(page.status());
    return JsonNodeFactory.instance
        .objectNode()
        .put("address", server)
        .put("health", log.startsWith("Success") ? "Healthy" : "Unhealthy")
        .put("healthProbeLog", log);
  }
}
