package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.evidence.Certificates.EXPIRED;
import static io.gatewayresponder.evidence.Certificates.INTERMEDIATE;
import static io.gatewayresponder.evidence.Certificates.LEAF;
import static io.gatewayresponder.evidence.Certificates.LEAF_OF_ROOT;
import static io.gatewayresponder.evidence.Certificates.OTHER_NAME;
import static io.gatewayresponder.evidence.Certificates.OTHER_ROOT;
import static io.gatewayresponder.evidence.Certificates.ROOT;
import static io.gatewayresponder.evidence.Certificates.SELF_SIGNED;
import static io.gatewayresponder.evidence.Certificates.failed;
import static io.gatewayresponder.evidence.Certificates.shown;
import static io.gatewayresponder.evidence.Certificates.timeless;
import static io.gatewayresponder.evidence.Certificates.wellKnown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.Certificates;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlsStepTest extends StepExamples<BackEndTls> {
  private static final String CONTOSO = Certificates.der(ROOT);
  private static final String FABRIKAM = Certificates.der(OTHER_ROOT);

  TlsStepTest() {
    super(new TlsStep(), WEB);
  }

  @Override
  void examples() {
    asTheGuideHasIt();
    asTheHandshakeShows();
    withOneWitnessOrNone();
  }

  private void asTheGuideHasIt() {
    example("2d.1", "plain HTTP", new Shop().servers("web", "web-http", "10.0.1.4=Unhealthy="));
    example("2d.2", "a public chain", see(tls(""), wellKnown(LEAF, INTERMEDIATE)));
    example("2d.2", "a trusted private one", see(trusting(""), shown(LEAF, INTERMEDIATE)));
    example("2d.3", "another name", see(trusting(""), shown(OTHER_NAME)));
    example("2d.3", "another name, said too", see(trusting(Logs.NAME_MISMATCH), shown(OTHER_NAME)));
    example("2d.4", "a private root, no trust", see(tls(""), shown(LEAF_OF_ROOT, ROOT)));
    example("2d.4", "said, and the root was not sent", see(tls(Logs.PRIVATE), shown(LEAF_OF_ROOT)));
    example("2d.4", "said, and not seen", tls(Logs.PRIVATE));
    example("2d.4", "said of the intermediate", tls(Logs.PRIVATE_INTERMEDIATE));
    example("2d.5", "a name that was not seen", tls(Logs.NAME_MISMATCH));
    example("2d.5", "the leaf is missing", tls(Logs.LEAF_MISSING));
    example(
        "2d.5", "said, and seen otherwise", see(trusting(Logs.NAME_MISMATCH), shown(LEAF_OF_ROOT)));
    example("2d.6", "an intermediate that was not seen to miss", tls(Logs.INTERMEDIATE_MISSING));
    example("2d.6", "the order", tls(Logs.LEAF_NOT_FIRST));
    example("2d.6", "an error code", tls(Logs.UNVERIFIED));
    example("2d.6", "private, although roots are trusted", trusting(Logs.PRIVATE));
    example(
        "2d.6",
        "an unknown certificate, first generation",
        tls(Logs.NOT_LISTED).gateway(one -> one.withObject("/sku").put("tier", "WAF")));
  }

  private void asTheHandshakeShows() {
    example("2d.x1", "expired yesterday", see(trusting(""), shown(EXPIRED)));
    example("2d.2", "expired, but when is not known", see(trusting(""), timeless(EXPIRED)));
    example("2d.x1", "expired, by the gateway's word", tls(Logs.EXPIRED));
    example("2d.x2", "a gap, said too", see(tls(Logs.INTERMEDIATE_MISSING), shown(LEAF)));
    example("2d.x3", "another root", see(trust("", FABRIKAM), shown(LEAF_OF_ROOT, ROOT)));
    example("2d.x3", "another root, by the gateway's word", trust(Logs.ROOT_MISMATCH, FABRIKAM));
    example(
        "2d.x3",
        "another root, said of the intermediate, and the root not sent",
        see(trust(Logs.NOT_UPLOADED, FABRIKAM), shown(LEAF, INTERMEDIATE)));
    example(
        "2d.x4", "plain text", see(tls(Logs.UNVERIFIED), failed("the server does not speak TLS")));
    example("2d.x5", "the wrong order", see(trusting(""), shown(INTERMEDIATE, LEAF)));
    example(
        "2d.x5",
        "the wrong order, said too",
        see(trusting(Logs.LEAF_NOT_FIRST), shown(INTERMEDIATE, LEAF)));
    example(
        "2d.x6",
        "an address as the host",
        tls(Logs.NAME_MISMATCH).probe(probe -> probe.put("host", "10.0.1.4")));
    example("2d.x7", "self-signed", see(tls(""), shown(SELF_SIGNED)));
    example("2d.x7", "self-signed, said", see(tls(Logs.INTERMEDIATE_MISSING), shown(SELF_SIGNED)));
    example("2d.x7", "self-signed and called private", see(tls(Logs.PRIVATE), shown(SELF_SIGNED)));
    example("2d.x8", "a gap or a private root", see(tls(""), shown(LEAF)));
    example("2d.x8", "with an error code", see(tls(Logs.UNVERIFIED), shown(LEAF)));
  }

  private void withOneWitnessOrNone() {
    example("2d.x9", "a refused handshake", see(tls(""), failed("handshake_failure")));
    example("2d.x9", "no certificate", see(tls(""), new Handshake(Shop.json("{'chain':['AA']}"))));
    example("2d.x10", "neither", tls(""));
    example("2d.x10", "no connection from here", unseen(tls("").sight()));
    example(
        "2d.x11",
        "the gateway cannot be read",
        tls("").sight().unreadable(Shop.GATEWAY, Look.Why.FORBIDDEN));
  }

  @Test
  void the_facts_name_what_was_shown_and_by_whom_it_was_seen() {
    Map<String, String> facts = facts(see(trusting(Logs.NAME_MISMATCH), shown(OTHER_NAME)));
    assertEquals("handshake, healthProbeLog", facts.get("seenBy"));
    assertEquals("other.example", facts.get("leafNames"));
    assertEquals("other.example", facts.get("leafCommonName"));
    assertEquals("Contoso Root", facts.get("issuer"));
    assertEquals("shop.example", facts.get("sentName"));
    assertEquals("probe", facts.get("hostFrom"));
    assertEquals("1", facts.get("chainLength"));
    assertEquals("root", facts.get("trustedRoots"));
    assertEquals("2026-06-01T00:00:00Z", facts.get("notAfter"));
    assertEquals("91", facts.get("daysLeft"));
    assertFalse(facts.containsKey("handshakeDiffers"));
  }

  @Test
  void expired_since_yesterday_is_one_day_ago_and_unknown_without_a_time() {
    assertEquals("-1", facts(see(trusting(""), shown(EXPIRED))).get("daysLeft"));
    assertFalse(facts(see(trusting(""), timeless(EXPIRED))).containsKey("daysLeft"));
  }

  @Test
  void where_the_two_differ_both_are_told() {
    Map<String, String> fine = facts(see(trusting(Logs.NAME_MISMATCH), shown(LEAF_OF_ROOT)));
    assertEquals("healthProbeLog", fine.get("seenBy"));
    assertEquals("nothing wrong", fine.get("handshakeSaw"));
    Map<String, String> other = facts(see(trusting(Logs.NAME_MISMATCH), shown(EXPIRED)));
    assertEquals("a certificate is not in force", other.get("handshakeSaw"));
    assertEquals("true", other.get("handshakeDiffers"));
  }

  @Test
  void other_faults_beside_the_one_that_is_said_are_told() {
    Map<String, String> facts = facts(see(tls(Logs.NAME_MISMATCH), shown(OTHER_NAME, ROOT)));
    assertEquals("a private authority, and no trusted root", facts.get("alsoSeen"));
  }

  @Test
  void what_the_gateway_looks_at_later_has_a_row_of_its_own_and_what_it_passed_has_none() {
    assertEquals(List.of("2d.3", "2d.4"), rows(see(tls(Logs.PRIVATE), shown(OTHER_NAME, ROOT))));
    assertEquals(List.of("2d.3"), rows(see(tls(Logs.NAME_MISMATCH), shown(OTHER_NAME, ROOT))));
  }

  private static List<String> rows(Sight sight) {
    TlsStep step = new TlsStep();
    return step.table().match(step.look(sight, WEB)).stream().map(Row::id).toList();
  }

  @Test
  void a_root_that_only_has_to_be_associated_is_named() {
    Map<String, String> facts =
        facts(see(tls(Logs.PRIVATE).upload("spare", CONTOSO), shown(LEAF_OF_ROOT)));
    assertEquals("spare", facts.get("rootOnGateway"));
  }

  @Test
  void that_no_server_could_be_seen_is_said() {
    TlsStep step = new TlsStep();
    BackEndTls seen = step.look(unseen(tls(Logs.EXPIRED).sight()), WEB).asFound().orElseThrow();
    assertEquals("healthProbeLog", seen.facts().get("seenBy"));
    assertTrue(seen.couldNotCheck().get(0).contains("the gateway's own sentence is used"));
  }

  private static Map<String, String> facts(Sight sight) {
    return new TlsStep().look(sight, WEB).asFound().orElseThrow().facts();
  }

  private static Shop tls(String log) {
    return new Shop()
        .setting(setting -> setting.put("protocol", "Https"))
        .probe(probe -> probe.put("protocol", "Https"))
        .servers("web", "web-http", "10.0.1.4=Unhealthy=" + log);
  }

  private static Shop trusting(String log) {
    return trust(log, CONTOSO);
  }

  private static Shop trust(String log, String root) {
    return tls(log).trust("root", root);
  }

  private static FakeSight see(Shop shop, Handshake handshake) {
    return shop.sight().handshake("10.0.1.4", 8080, "shop.example", handshake);
  }

  private static FakeSight unseen(FakeSight sight) {
    return sight.unreadable("handshake 10.0.1.4 8080 shop.example", Look.Why.TIMED_OUT);
  }
}
