package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The shop with TLS to its servers, and what every plan of family F has to keep. */
final class TlsShop {
  static final String REFUSED = "The certificate was refused in words that nobody documented.";
  static final String PRIVATE =
      "The Server certificate is not signed by a well-known Certificate Authority (CA).";
  static final String NAME_MISMATCH =
      "The Common Name of the leaf certificate presented by the backend server does not match the"
          + " Probe or Backend Setting hostname of the application gateway.";
  static final Diagnosis WEB = diagnosis("2d.3", "web");

  private TlsShop() {}

  /** A cause about these pools behind the shop's one setting. */
  static Diagnosis diagnosis(String row, String pool) {
    return Examples.diagnosis(Examples.finding(row, new Subject.Pair(pool, "web-http"), Family.F));
  }

  /** Setting and probe speak TLS on 8443; both servers fail with these words. */
  static Shop encrypted(String log) {
    return failing(log)
        .setting(one -> one.put("protocol", "Https").put("port", 8443))
        .probe(one -> one.put("protocol", "Https"));
  }

  static Shop failing(String log) {
    return new Shop()
        .gateway(one -> one.putObject("fieldOfNextYear").put("depth", 1))
        .setting(one -> one.put("fieldOfNextYear", "kept"))
        .servers("web", "web-http", "10.0.1.4=Unhealthy=" + log, "10.0.1.5=Unhealthy=" + log);
  }

  /** Adds a pool of one healthy server, 10.0.1.9, behind the same setting. */
  static Shop withPool(Shop shop, String pool) {
    String gateway = Shop.GATEWAY.toString();
    shop.gateway(
        one -> {
          one.withArray("/backendAddressPools")
              .add(
                  Shop.json(
                      "{'name':'%s','properties':{'backendAddresses':[{'ipAddress':'10.0.1.9'}]}}"
                          .formatted(pool)));
          one.withArray("/requestRoutingRules")
              .add(
                  Shop.json(
                      """
                      {'name':'%2$s-rule','properties':{'ruleType':'Basic','priority':200,
                        'backendAddressPool':{'id':'%1$s/backendAddressPools/%2$s'},
                        'backendHttpSettings':{'id':'%1$s/backendHttpSettingsCollection/web-http'}}}
                      """
                          .formatted(gateway, pool)));
        });
    return shop.servers(pool, "web-http", "10.0.1.9=Healthy=Success");
  }

  static FakeSight sight(Shop shop) {
    FakeSight sight = new FakeSight(Shop.GATEWAY);
    shop.documents().forEach(document -> sight.with(document.deepCopy()));
    return sight.with(Shop.GATEWAY.child("backendhealth", "last"), shop.health().deepCopy());
  }

  static List<Option> plan(Diagnosis diagnosis, FakeSight sight) {
    return Resolutions.all().options(diagnosis, sight).stream()
        .filter(option -> !option.resolution().equals("GuideTls"))
        .toList();
  }

  static Optional<Option> find(List<Option> options, String id) {
    return options.stream().filter(option -> option.id().equals(id)).findFirst();
  }

  /** What an option would change, a line for each value. */
  static List<String> differences(FakeSight sight, Option option) {
    JsonNode before = sight.document(Shop.GATEWAY);
    JsonNode after = Outcome.of(before, Shop.GATEWAY, option.changes());
    return Leaves.of(before).to(Leaves.of(after)).stream().map(Difference::sentence).toList();
  }

  /**
   * One write of the whole gateway, which says the same when planned again with its own values,
   * leaves nothing to be planned, and is put back by its undo.
   */
  static void assertSound(Diagnosis diagnosis, FakeSight sight, Option option) {
    assertEquals(1, option.changes().size());
    Change put = option.changes().get(0);
    JsonNode before = sight.document(Shop.GATEWAY);
    assertEquals(Change.Operation.PUT, put.operation());
    assertEquals(before, put.before());
    ObjectNode sent = Objects.requireNonNull(put.after()).deepCopy();
    assertEquals(
        "kept",
        sent.at("/properties/backendHttpSettingsCollection/0/properties")
            .path("fieldOfNextYear")
            .asText());
    assertEquals(1, sent.at("/properties/fieldOfNextYear/depth").asInt());
    Option again =
        find(Resolutions.all().options(diagnosis, sight, Answers.of(option)), option.id())
            .orElseThrow();
    assertEquals(Digest.of(option), Digest.of(again));
    FakeSight later = sight.after(option.changes());
    assertTrue(
        Proof.of(Shop.GATEWAY, before, later.document(Shop.GATEWAY), option.changes()).proven());
    assertTrue(
        plan(diagnosis, later).stream().noneMatch(Option::writes),
        "a second plan has nothing to write");
    JsonNode undone = later.after(option.undo()).document(Shop.GATEWAY);
    assertEquals(List.of(), Leaves.of(before).to(Leaves.of(undone)));
    assertEquals(Volatile.body(before), Volatile.body(undone));
  }
}
