package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.evidence.Shop.WEB_NSG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.AccessLogs;
import io.gatewayresponder.evidence.DiagnosticSettings;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.incident.Fingerprint;
import io.gatewayresponder.incident.Fingerprint.Feature;
import io.gatewayresponder.runbook.Diagnosis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The signature is the fault's: it moves with the rows, and with nothing else. */
class FingerprintTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TRIES = 60;

  @Test
  void the_version_is_in_front() {
    Fingerprint fingerprint = blocked(new Shop(), List.of("10.0.1.4"));
    assertTrue(fingerprint.signature().matches("s2-[0-9a-f]{16}"), fingerprint.signature());
    assertTrue(fingerprint.value().matches("f2-[0-9a-f]{16}-[0-9a-f]{16}"), fingerprint.value());
  }

  @Test
  void names_addresses_counts_and_order_do_not_move_the_signature() {
    Random random = new Random(7);
    String expected = blocked(new Shop(), List.of("10.0.1.4")).signature();
    for (int i = 0; i < TRIES; i++) {
      List<String> servers = new ArrayList<>();
      for (int server = 0; server <= random.nextInt(5); server++) {
        servers.add("10.0.1." + (4 + server));
      }
      Collections.shuffle(servers, random);
      assertEquals(expected, blocked(new Shop(), servers).signature());
      assertEquals(expected, renamed("z" + random.nextInt(1_000_000), random).signature());
    }
  }

  @Test
  void another_gateway_has_the_signature_but_not_the_fingerprint() {
    Fingerprint one = blocked(new Shop(), List.of("10.0.1.4"));
    Fingerprint other = renamed("other", new Random(1));
    assertEquals(one.signature(), other.signature());
    assertNotEquals(one.value(), other.value());
  }

  @Test
  void another_generation_has_another_signature() {
    Shop shop = new Shop();
    shop.gateway(properties -> properties.withObject("/sku").put("tier", "Standard"));
    assertNotEquals(
        blocked(new Shop(), List.of("10.0.1.4")).signature(),
        blocked(shop, List.of("10.0.1.4")).signature());
  }

  @Test
  void different_sets_of_rows_have_different_signatures() {
    List<Feature> rows = new ArrayList<>();
    Guide.runbook()
        .steps()
        .forEach(
            step -> step.table().rows().forEach(row -> rows.add(new Feature(row.id(), "pair"))));
    Random random = new Random(11);
    Map<String, List<String>> seen = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      Collections.shuffle(rows, random);
      List<Feature> some = rows.subList(0, 1 + random.nextInt(4));
      List<String> sorted = some.stream().map(Feature::row).sorted().toList();
      List<Feature> repeated = new ArrayList<>(some);
      repeated.add(some.get(0));
      String signature = Fingerprint.of("V2", some, List.of(), Shop.GATEWAY).signature();
      assertEquals(signature, Fingerprint.of("V2", repeated, List.of(), Shop.GATEWAY).signature());
      assertEquals(sorted, seen.getOrDefault(signature, sorted));
      seen.put(signature, sorted);
    }
    assertEquals(seen.size(), seen.values().stream().distinct().count());
  }

  @Test
  void the_role_counts() {
    assertNotEquals(
        Fingerprint.of("V2", List.of(new Feature("1b.4", "pool")), List.of(), Shop.GATEWAY)
            .signature(),
        Fingerprint.of("V2", List.of(new Feature("1b.4", "gateway")), List.of(), Shop.GATEWAY)
            .signature());
  }

  @Test
  void the_gateways_casing_does_not_count() {
    List<Feature> features = List.of(new Feature("1a.2", "gateway"));
    assertEquals(
        Fingerprint.of("V2", features, List.of(), Shop.GATEWAY),
        Fingerprint.of("V2", features, List.of(), ResourceId.of(Shop.GATEWAY.key())));
  }

  /** Breaks a healthy shop in one way; what it names or numbers is the renaming's to change. */
  private static final Map<String, UnaryOperator<Shop>> FAULTS = faults();

  private static Map<String, UnaryOperator<Shop>> faults() {
    Map<String, UnaryOperator<Shop>> faults = new LinkedHashMap<>();
    faults.put("stopped", shop -> shop.state("Succeeded", "Stopped"));
    faults.put("failed", shop -> shop.state("Failed", "Running"));
    faults.put("denied", shop -> broken(shop, List.of("10.0.1.4", "10.0.1.5")));
    faults.put("not listening", shop -> fails(shop, Logs.TCP_CONNECT));
    faults.put("slow", shop -> fails(shop, Logs.TIMEOUT));
    faults.put("404", shop -> fails(shop, Logs.status("404")));
    faults.put("403", shop -> fails(shop, Logs.status("403")));
    faults.put("500", shop -> fails(shop, Logs.status("500")));
    faults.put(
        "404 by default",
        shop -> fails(shop.setting(setting -> setting.remove("probe")), Logs.status("404")));
    faults.put("redirect", shop -> fails(shop, Logs.status("301")));
    faults.put(
        "empty",
        shop ->
            shop.gateway(
                    properties ->
                        ((ObjectNode) properties.at("/backendAddressPools/0/properties"))
                            .putArray("backendAddresses"))
                .servers("web", "web-http"));
    faults.put("no pool", shop -> shop.health("{'backendAddressPools':[]}"));
    return faults;
  }

  private static Shop fails(Shop shop, String log) {
    return shop.servers(
        "web", "web-http", "10.0.1.4=Unhealthy=" + log, "10.0.1.5=Unhealthy=" + log);
  }

  @Test
  void different_causes_have_different_signatures() {
    Map<String, String> bySignature = new HashMap<>();
    FAULTS.forEach(
        (name, fault) -> {
          Diagnosis diagnosis = Guide.runbook().diagnose(fault.apply(new Shop()).sight());
          String other = bySignature.put(diagnosis.fingerprint().signature(), name);
          assertNull(other, () -> name + " and " + other + ": " + diagnosis.transcript());
        });
  }

  @TestFactory
  Stream<DynamicTest> no_cause_moves_with_names_addresses_and_numbers() {
    return FAULTS.entrySet().stream()
        .map(
            fault ->
                DynamicTest.dynamicTest(
                    fault.getKey(),
                    () -> {
                      Random random = new Random(fault.getKey().hashCode());
                      String expected =
                          Guide.runbook()
                              .diagnose(fault.getValue().apply(new Shop()).sight())
                              .fingerprint()
                              .signature();
                      for (int i = 0; i < 10; i++) {
                        String mark = "z" + random.nextInt(1_000_000);
                        assertEquals(expected, renamed(fault.getValue(), mark, random).signature());
                      }
                    }));
  }

  @Test
  void the_order_of_pools_and_servers_does_not_count() {
    Shop one = new Shop();
    Shop other = new Shop();
    List<String> pools = List.of("web", "api", "img");
    pools.forEach(pool -> alsoFails(one, pool));
    pools.stream().sorted(Comparator.reverseOrder()).forEach(pool -> alsoFails(other, pool));
    assertEquals(
        Guide.runbook().diagnose(one.sight()).fingerprint(),
        Guide.runbook().diagnose(other.sight()).fingerprint());
  }

  private static void alsoFails(Shop shop, String pool) {
    shop.servers(
        pool,
        "web-http",
        "10.0.1.4=Unhealthy=" + Logs.status("404"),
        "10.0.1.5=Unhealthy=" + Logs.status("500"));
  }

  @Test
  void the_shape_of_the_log_tells_faults_apart_and_counts_do_not() {
    Random random = new Random(3);
    Map<String, String> bySignature = new HashMap<>();
    for (String way :
        List.of("504||ERRORINFO_UPSTREAM_TIMED_OUT|20", "500|500||0", "503|503||0", "503|503||5")) {
      String expected = logged(way, 50);
      assertNull(bySignature.put(expected, way), way);
      for (int i = 0; i < 10; i++) {
        assertEquals(expected, logged(way, 20 + random.nextInt(5000)));
      }
    }
  }

  /** The signature of requests that fail so: {@code status|server status|word|seconds}. */
  private static String logged(String way, long requests) {
    String[] part = way.split("\\|", -1);
    ResourceId workspace = ResourceId.of(LoggingStepTest.WORKSPACE);
    AccessLogs.Group group =
        new AccessLogs.Group(
            "AGWAccessLogs",
            Integer.parseInt(part[0]),
            part[1],
            part[2],
            "10.0.1.4:8080",
            "web",
            "web-http",
            Double.parseDouble(part[3]),
            requests);
    FakeSight sight =
        new Shop()
            .sight()
            .diagnosticSettings(
                new DiagnosticSettings(
                    Shop.json(
                        "{'value':[{'name':'all','properties':{'workspaceId':'%s','logs':[{'category':'ApplicationGatewayAccessLog','enabled':true}]}}]}"
                            .formatted(workspace))))
            .accessLogs(workspace, new AccessLogs(List.of(group)));
    Diagnosis diagnosis = Guide.runbook().diagnose(sight);
    assertTrue(diagnosis.transcript().contains("6b."), diagnosis.transcript());
    return diagnosis.fingerprint().signature();
  }

  private static Fingerprint blocked(Shop shop, List<String> servers) {
    return Guide.runbook().diagnose(broken(shop, servers).sight()).fingerprint();
  }

  private static Shop broken(Shop shop, List<String> servers) {
    return shop.addRule(WEB_NSG, "deny-8080 200 Inbound Deny Tcp 10.0.0.0/24 * 8080")
        .servers(
            "web",
            "web-http",
            servers.stream()
                .map(server -> server + "=Unhealthy=" + Logs.TIMEOUT)
                .toArray(String[]::new));
  }

  /** The same fault in an estate where every name, the addresses and the rule's number differ. */
  private static Fingerprint renamed(String mark, Random random) {
    return renamed(shop -> broken(shop, List.of("10.0.1.4", "10.0.1.5")), mark, random);
  }

  private static Fingerprint renamed(UnaryOperator<Shop> fault, String mark, Random random) {
    String second = Integer.toString(random.nextInt(200) + 1);
    String number = Integer.toString(random.nextInt(3000) + 100);
    Shop shop = fault.apply(new Shop());
    FakeSight found = FakeSight.of(rename(shop.document(Shop.GATEWAY), mark, second, number));
    shop.documents().forEach(document -> found.with(rename(document, mark, second, number)));
    found.health(rename(shop.health(), mark, second, number));
    return Guide.runbook().diagnose(found).fingerprint();
  }

  private static ObjectNode rename(ObjectNode document, String mark, String second, String number) {
    String text =
        document
            .toString()
            .replace("shop-", mark + "-")
            .replace("web-", mark + "web-")
            .replace("/web\"", "/" + mark + "\"")
            .replace("\"name\":\"web\"", "\"name\":\"" + mark + "\"")
            .replace("deny-8080", "no-" + mark)
            .replace("\"10.0.", "\"10." + second + ".")
            .replace("\"priority\":200", "\"priority\":" + number);
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
