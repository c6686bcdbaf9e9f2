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
import java.util.function.Predicate;

/**
 * Step 2b. What does the back end answer to the default probe? Reads the sentence that the gateway
 * keeps for each failing server.
 *
 * <p>The guide lists the gateway's probes and has a person ask the application; what the probe met
 * is already written down.
 */
final class DefaultProbeStep implements Step<DefaultProbe> {
  /** Two rounds of the default interval of 30 s: a server turns healthy with the first success. */
  private static final Duration NEXT_PROBES = Duration.ofMinutes(1);

  @Override
  public Look<DefaultProbe> look(Sight sight, Subject subject) {
    return DefaultProbe.look(sight, subject);
  }

  @Override
  public Table<DefaultProbe> table() {
    return withoutAnswer(
            answers(
                Table.<DefaultProbe>ask("2b", "What does the back end answer to the default probe?")
                    .noting(DefaultProbe::facts)
                    .missing(DefaultProbe::couldNotCheck)))
        .row(
            "2b.3",
            "first generation, the answer does not explain the health, and a rule keeps the"
                + " platform from the management ports",
            DefaultProbe::isKeptFromManagement)
        .means("the platform cannot manage the gateway's instances, and learns nothing of them")
        .then(propose(Family.C))
        .row(
            "2b.4",
            "second generation, and the last probe succeeded",
            DefaultProbe::isSecondGenerationAnsweredWell)
        .means("the probe does not explain why requests fail; the access log may")
        .then(goTo("6a"))
        .row("2b.x8", "the gateway could not retrieve the health", met(Kind.HEALTH_NOT_RETRIEVED))
        .means("the result of the probes does not get through, whatever the servers do")
        .then(goTo("1b-1"))
        .row(
            "2b.x9",
            "first generation, the last probe succeeded, and no rule is known to be in the way",
            DefaultProbe::wasAnsweredWell)
        .means("the server is just recovering")
        .then(lookAgain(NEXT_PROBES, "The last probe succeeded; the server is recovering."))
        .unreadable("2b.x10", "the setting could not be read")
        .means("what the default probe asks is not known")
        .then(escalate("The HTTP setting of a failing pair could not be read."))
        .otherwise("2b.x11", "the gateway does not say what the probe met, or in unknown words")
        .means("reachability is what can be checked")
        .then(goTo("2c-1"));
  }

  private static Table.Rows<DefaultProbe> answers(Table.Rows<DefaultProbe> rows) {
    return rows.row(
            "2b.x1",
            "API Management refused the request for /",
            seen -> seen.probe().missesApiManagementPath())
        .means("API Management answers without a subscription key on its status path only")
        .then(propose(Family.B))
        .row("2b.x2", "an App Service app answered 403", seen -> seen.probe().isAppService())
        .means("access restrictions may keep the gateway out, or the app itself does")
        .then(goTo("5"))
        .row(
            "2b.x3",
            "plain HTTP was sent to a port that speaks TLS",
            seen -> seen.probe().speaksTls())
        .means("the server answers 400 to whoever does not begin with a handshake")
        .then(propose(Family.F))
        .row("2b.1", "the server answered / with a client error", answered(400, 499))
        .means("the application has nothing at / for this host, or does not give it to a probe")
        .then(propose(Family.B))
        .row("2b.x4", "the server answered 5xx", answered(500, 599))
        .means("the server was reached, and the application fails by itself")
        .then(
            byHand(
                "The application answers the probe with a server error: see its own logs and the"
                    + " services that it depends on. Where only / fails, a custom probe may ask"
                    + " another path."))
        .row(
            "2b.x7",
            "the answer's status is not from 200 to 399, or is not told",
            met(Kind.STATUS_MISMATCH).or(met(Kind.BODY_MISMATCH)))
        .means("the server was reached, and its answer is not what the default probe takes")
        .then(propose(Family.B));
  }

  private static Table.Rows<DefaultProbe> withoutAnswer(Table.Rows<DefaultProbe> rows) {
    return rows.row(
            "2b.2", "no connection, or no answer in time", seen -> seen.probe().noAnswerCame())
        .means("the server is out of reach, does not listen, or is slow: first see which")
        .then(goTo("2c-1"))
        .row(
            "2b.x6",
            "the server's certificate was refused",
            seen -> seen.probe().metCertificateTrouble())
        .means("the server was reached; TLS trust or names are the matter")
        .then(goTo("2d"))
        .row("2b.x5", "the server's name does not resolve", met(Kind.DNS))
        .means("the gateway could not find the server's address")
        .then(
            byHand(
                "The gateway cannot resolve the server's name: check its spelling in the pool and"
                    + " the DNS servers of the virtual network. Do not change the gateway"
                    + " meanwhile: a change drops the last address that it knows."))
        .row("2b.x12", "the server refused the Proxy protocol header", met(Kind.PROXY_PROTOCOL))
        .means("client address preservation is on, and the server does not speak it")
        .then(
            byHand(
                "The back-end setting sends the Proxy protocol header, which this server does not"
                    + " accept: switch it off there or on at the server."));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "The guide takes the default probe to be active where the gateway lists no probe; here that"
            + " is a matter of each setting (step 2a), and what the probe met is taken from the"
            + " gateway's own sentence.",
        "A refused connection does not lead to resolution A at once: whether the path is open is"
            + " computed first (2b.2 leads to step 2c-1).",
        "For the first generation, resolution C is proposed only where a rule is seen to keep the"
            + " platform out, and for health that could not be retrieved as well (2b.3).",
        "A server error, a certificate and a name that does not resolve have rows; the guide has"
            + " four rows for all of it.",
        "API Management is known by its host name and refuses a probe of / (2b.x1). A 403 of App"
            + " Service is a matter of access (2b.x2).");
  }

  private static Predicate<DefaultProbe> met(Kind kind) {
    return seen -> seen.probe().met(kind);
  }

  private static Predicate<DefaultProbe> answered(int from, int to) {
    return seen -> seen.probe().wasAnswered(from, to);
  }
}
