package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.byHand;
import static io.gatewayresponder.runbook.Next.escalate;
import static io.gatewayresponder.runbook.Next.goTo;
import static io.gatewayresponder.runbook.Next.lookAgain;
import static io.gatewayresponder.runbook.Next.propose;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ProbeLog.Kind;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.time.Duration;
import java.util.List;

/**
 * Step 2c. What does the custom probe ask, and what did it meet? Reads the probe and the sentence
 * that the gateway keeps for each failing server.
 *
 * <p>The guide judges from the probe's configuration alone; the gateway's own sentence says what
 * happened, so the rows are told apart by it. That a probe uses TLS says nothing by itself: only
 * where the sentence is about certificates does the walk go to the TLS step.
 */
final class CustomProbeStep implements Step<ProbeInUse> {
  /** Two rounds of the default interval of 30 s: a server turns healthy with the first success. */
  private static final Duration NEXT_PROBES = Duration.ofMinutes(1);

  @Override
  public Look<ProbeInUse> look(Sight sight, Subject subject) {
    return ProbeInUse.look(sight, subject);
  }

  @Override
  public Table<ProbeInUse> table() {
    return Table.<ProbeInUse>ask("2c", "What does the custom probe ask, and what did it meet?")
        .noting(ProbeInUse::facts)
        .row(
            "2c.x11",
            "API Management refused the request, and it was not for its status path",
            ProbeInUse::missesApiManagementPath)
        .means("API Management answers without a subscription key on its status path only")
        .then(propose(Family.B))
        .row("2c.x12", "an App Service app answered 403", ProbeInUse::isAppService)
        .means("access restrictions may keep the gateway out, or the app itself does")
        .then(goTo("5"))
        .row("2c.x13", "plain HTTP was sent to a port that speaks TLS", ProbeInUse::speaksTls)
        .means("the server answers 400 to whoever does not begin with a handshake")
        .then(propose(Family.F))
        .row("2c.1", "the server answered 404", probe -> probe.wasAnswered(404, 404))
        .means("the application has no such path for this host, or the probe asks the wrong one")
        .then(propose(Family.B))
        .row("2c.2", "the server answered with a redirect", probe -> probe.wasAnswered(300, 399))
        .means("the application sends the probe elsewhere, and the probe does not accept that")
        .then(propose(Family.B))
        .row("2c.3", "no answer came in time, or no connection", ProbeInUse::noAnswerCame)
        .means("the server is out of reach, does not listen, or is slow: first see which")
        .then(goTo("2c-1"))
        .row("2c.4", "the server's certificate was refused", ProbeInUse::metCertificateTrouble)
        .means("the server was reached; TLS trust or names are the matter")
        .then(goTo("2d"))
        .row(
            "2c.x1",
            "the server answered with another client error, such as 401, 403 or 405",
            probe -> probe.wasAnswered(400, 499))
        .means("the server was reached, and what the probe asks is not allowed there")
        .then(propose(Family.B))
        .row("2c.x2", "the server answered 5xx", probe -> probe.wasAnswered(500, 599))
        .means("the server was reached, and the application fails by itself")
        .then(
            byHand(
                "The application answers the probe with a server error: see its own logs and the"
                    + " services that it depends on. Nothing of the gateway's would mend it."))
        .row(
            "2c.x3",
            "the answer's status is not the expected one",
            probe -> probe.met(Kind.STATUS_MISMATCH))
        .means("the server was reached; the gateway does not say which status came")
        .then(propose(Family.B))
        .row(
            "2c.x4",
            "the answer's body is not the expected one",
            probe -> probe.met(Kind.BODY_MISMATCH))
        .means("the server answered, but without the text that the probe looks for")
        .then(propose(Family.B))
        .row("2c.x5", "the server's name does not resolve", probe -> probe.met(Kind.DNS))
        .means("the gateway could not find the server's address")
        .then(
            byHand(
                "The gateway cannot resolve the server's name: check its spelling in the pool and"
                    + " the DNS servers of the virtual network. Do not change the gateway"
                    + " meanwhile: a change drops the last address that it knows."))
        .row(
            "2c.x6",
            "the gateway could not retrieve the health",
            probe -> probe.met(Kind.HEALTH_NOT_RETRIEVED))
        .means("the result of the probes does not get through, whatever the servers do")
        .then(goTo("1b-1"))
        .row(
            "2c.x7",
            "the server refused the Proxy protocol header",
            probe -> probe.met(Kind.PROXY_PROTOCOL))
        .means("client address preservation is on, and the server does not speak it")
        .then(
            byHand(
                "The back-end setting sends the Proxy protocol header, which this server does not"
                    + " accept: switch it off there or on at the server."))
        .row("2c.x8", "the last probe succeeded", probe -> probe.met(Kind.SUCCESS))
        .means("the server is just recovering")
        .then(lookAgain(NEXT_PROBES, "The last probe succeeded; the server is recovering."))
        .unreadable("2c.x9", "the probe could not be read")
        .means("what the probe asks is not known")
        .then(escalate("The custom probe of a failing pair could not be read."))
        .otherwise("2c.x10", "the gateway does not say what the probe met, or in unknown words")
        .means("reachability is what can be checked")
        .then(goTo("2c-1"));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "The rows are told apart by the gateway's own sentence about each failing server"
            + " (healthProbeLog), which the guide leaves aside.",
        "A redirect is inside 200-399: row 2c.2 is met only where the probe's match is narrower.",
        "An HTTPS probe goes to the TLS step only where the sentence is about certificates (2c.4);"
            + " otherwise the path is checked first.",
        "API Management is known by its host name; any path of it but its status path refuses a"
            + " probe (2c.x11). A 403 of App Service is a matter of access (2c.x12).",
        "Where health was not retrieved, the gateway's management traffic is looked at (2c.x6).",
        "Rows for other answers, for the body, for names that do not resolve and for probes that"
            + " just succeeded are added.");
  }
}
