package io.gatewayresponder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.RecentChange;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.incident.Fingerprint;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Next;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.workflow.Conclusions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Reports to the letter, in {@code src/test/resources/cli}. The diagnoses are made here and not
 * walked, so that a change of a table does not change them. {@code mvn test -Dtest=TextReportTest
 * -Dupdate.docs=true} writes the files anew.
 */
class TextReportTest {
  private static final Path FOLDER = Path.of("src/test/resources/cli");
  private static final Terminal NARROW = new Terminal(StandardCharsets.US_ASCII, 72, false, false);
  private static final Subject GATEWAY = new Subject.WholeGateway();
  private static final Subject.Pair WEB = new Subject.Pair("web", "web-http");
  private static final Subject.Pair API = new Subject.Pair("api", "api-https");

  private static Finding finding(
      String row, Subject subject, String seen, String means, Next next, String... facts) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < facts.length; i += 2) {
      named.put(facts[i], facts[i + 1]);
    }
    return new Finding(row, subject, seen, means, next, named);
  }

  private static final Finding RUNNING =
      finding(
          "1a.1",
          GATEWAY,
          "provisioned and running",
          "the gateway itself serves traffic",
          Next.goTo("1b"),
          "tier",
          "Standard_v2");

  private static final Finding UNHEALTHY =
      finding(
          "1b.2",
          GATEWAY,
          "at least one server is unhealthy",
          "the gateway's probes of these servers fail",
          Next.forEachFailingPair("2a"),
          "unhealthy",
          "3");

  private static Finding probed(Subject.Pair pair, String server, String log) {
    return finding(
        "2a.2",
        pair,
        "the setting names a custom probe",
        "this probe's path, host, time-out and match decide",
        Next.goTo("2c"),
        "server",
        server,
        "port",
        "8080",
        "probeLog",
        log);
  }

  private static Examined twoCauses() {
    Finding denied =
        finding(
            "2c-1.1",
            WEB,
            "a security rule denies the gateway's subnet",
            "the probe never reaches the server; a longer time-out would not help",
            Next.propose(Family.A),
            "server",
            "10.0.1.4, 10.0.1.5",
            "port",
            "8080",
            "rule",
            "deny-8080",
            "ruleId",
            Shop.WEB_NSG + "/securityRules/deny-8080",
            "nsg",
            "web-nsg",
            "priority",
            "200",
            "subnet",
            "10.0.0.0/24");
    Finding failing =
        finding(
            "2c.x12",
            API,
            "the server answered 500",
            "the application fails by itself",
            Next.byHand("Look at the application's own log of the time of the probe."),
            "received",
            "500");
    Finding ceiling =
        finding(
            "4.1",
            GATEWAY,
            "used instances reach the autoscale ceiling",
            "the gateway is saturated and sheds requests",
            Next.propose(Family.H),
            "capacity",
            "20");
    Finding map =
        finding(
            "map.x1",
            GATEWAY,
            "a cause that no change of ours mends",
            "a person mends it where it is",
            Next.escalate("x"));
    Diagnosis diagnosis =
        new Diagnosis(
            new Diagnosis.Conclusion.CauseFound(),
            List.of(
                List.of(
                    RUNNING, UNHEALTHY, probed(WEB, "10.0.1.4", "Time taken … threshold"), denied),
                List.of(RUNNING, UNHEALTHY, probed(API, "10.0.2.4", "Received 500"), failing)),
            List.of(List.of(ceiling)),
            List.of(denied, failing),
            List.of(ceiling),
            List.of(map),
            List.of(
                new RecentChange(
                    Instant.parse("2026-11-23T02:41:07Z"),
                    "olga@shop.example",
                    "Microsoft.Network/networkSecurityGroups/securityRules/write",
                    Shop.WEB_NSG + "/securityRules/deny-8080",
                    "Succeeded")),
            List.of("access logs of shop-gateway: not allowed to read (AuthorizationFailed)"),
            new Fingerprint("s2-0011", "f2-0011-2233"));
    Option allow =
        new Option(
            "AllowGatewaySubnet:web-nsg/deny-8080",
            "AllowGatewaySubnet",
            Family.A,
            "Allow the subnet of shop-gateway to reach port 8080 of its back ends, in web-nsg",
            "Rule deny-8080 (number 200, inbound) of web-nsg refuses port 8080 of 10.0.1.4.",
            true,
            Option.Risk.LOW,
            1,
            List.of(),
            List.of(
                new Change(
                    Shop.WEB_NSG.child("securityRules", "allow-gateway-8080"),
                    "2025-05-01",
                    Change.Operation.PUT,
                    "",
                    null,
                    Shop.json("{}"))),
            List.of(),
            List.of("Other gateways in 10.0.0.0/24 reach port 8080 as well."),
            List.of(),
            List.of(),
            "");
    Option guide =
        new Option(
            "x",
            "GuideProbe",
            Family.B,
            "Put the health probe right for pool api",
            "",
            false,
            Option.Risk.LOW,
            1,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                "Ask the back end for the probe's path.",
                "Point the probe to a path that answers."),
            List.of(),
            "");
    return examined(diagnosis, List.of(allow, guide));
  }

  private static Examined examined(Diagnosis diagnosis, List<Option> options) {
    Conclusion conclusion =
        Conclusions.of(diagnosis, options.stream().map(Conclusions::proposal).toList());
    Glance read = new Glance("gateway", "GET x", Instant.EPOCH, 12, "found", null);
    Glance unread = new Glance("logs", "GET y", Instant.EPOCH, 12, "not allowed to read", null);
    return new Examined(
        Shop.GATEWAY,
        "Azure, management.azure.com",
        false,
        List.of(),
        diagnosis,
        conclusion,
        options,
        List.of(read, unread),
        Run.CLOCK.instant(),
        3420);
  }

  private static Diagnosis only(Diagnosis.Conclusion conclusion, Finding... walk) {
    return new Diagnosis(
        conclusion,
        List.of(List.of(walk)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Fingerprint("s2-0011", "f2-0011-2233"));
  }

  private static Examined nothing() {
    Finding healthy =
        finding("1b.1", GATEWAY, "every server is healthy", "it reaches all", Next.nothingWrong());
    return examined(only(new Diagnosis.Conclusion.NoFault(), RUNNING, healthy), List.of());
  }

  private static Examined passing() {
    String why = "a change of the gateway is under way";
    Finding updating =
        finding(
            "1a.5",
            GATEWAY,
            "a change is under way",
            "wait",
            Next.lookAgain(Duration.ofMinutes(3), why));
    return examined(
        only(new Diagnosis.Conclusion.LookAgain(Duration.ofMinutes(3), why), updating), List.of());
  }

  private static void assertLike(String file, String text, int width) throws Exception {
    assertTrue(text.lines().allMatch(line -> line.length() <= width), text);
    Path golden = FOLDER.resolve(file);
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(golden, text);
    }
    assertEquals(Files.readString(golden), text);
  }

  @Test
  void two_causes_and_one_beside_them() throws Exception {
    assertLike("two-causes.txt", TextReport.of(twoCauses(), Run.PLAIN), 100);
  }

  @Test
  void the_same_on_a_narrow_terminal_that_knows_no_lines() throws Exception {
    String text = TextReport.of(twoCauses(), NARROW);
    assertTrue(text.chars().allMatch(c -> c < 128), text);
    assertLike("two-causes-narrow.txt", text, 72);
  }

  @Test
  void nothing_found() throws Exception {
    assertLike("nothing.txt", TextReport.of(nothing(), Run.PLAIN), 100);
  }

  @Test
  void a_passing_state() throws Exception {
    assertLike("passing.txt", TextReport.of(passing(), Run.PLAIN), 100);
  }
}
