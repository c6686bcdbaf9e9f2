package io.gatewayresponder.cli;

import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.Sight;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** One run of the command in this process, and what came of it. */
record Run(int exitCode, String out, String err) {
  static final Terminal PLAIN = new Terminal(StandardCharsets.UTF_8, 100, false, false);

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T03:00:00Z"), ZoneOffset.UTC);

  private static final String TIMEOUT =
      "Time taken by the backend to respond to the health probe is more than the timeout threshold"
          + " in the probe setting.";

  /** Against whatever these eyes see. */
  static Run of(Eyes eyes, String... arguments) {
    return of(eyes, Map.of(), PLAIN, arguments);
  }

  static Run of(Eyes eyes, Map<String, String> environment, Terminal terminal, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new DiagnoseCommand(eyes, environment, terminal, CLOCK)
            .commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Run(code, out.toString(), err.toString());
  }

  /** Against files alone. */
  static Run offline(String... arguments) {
    return of(
        (gateway, places) -> {
          throw new AssertionError("Azure was asked");
        },
        arguments);
  }

  /** Eyes on an estate in memory. */
  static Eyes on(Sight sight) {
    return (gateway, places) -> Look.found(sight);
  }

  /** Eyes on a gateway that cannot be read. */
  static Eyes unreadable(Look.Why why, String detail) {
    return (gateway, places) -> Look.found(new FakeSight(gateway).unreadable(gateway, why, detail));
  }

  /** Both streams on one line: what a test looks for may be wrapped. */
  String words() {
    return (out + err).replaceAll("\\s+", " ");
  }

  /** A shop whose web port is denied by a rule. */
  static Shop denied() {
    return new Shop()
        .servers("web", "web-http", "10.0.1.4=Unhealthy=" + TIMEOUT)
        .addRule(Shop.WEB_NSG, "deny-8080 200 Inbound Deny Tcp 10.0.0.0/24 * 8080");
  }

  static String shop() {
    return Shop.GATEWAY.toString();
  }
}
