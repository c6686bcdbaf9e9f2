package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.evidence.Shop.WEB_NSG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.incident.Fingerprint;
import io.gatewayresponder.incident.Fingerprint.Feature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
    String second = Integer.toString(random.nextInt(200) + 1);
    String number = Integer.toString(random.nextInt(3000) + 100);
    Shop shop = new Shop();
    broken(shop, List.of("10.0.1.4", "10.0.1.5"));
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
