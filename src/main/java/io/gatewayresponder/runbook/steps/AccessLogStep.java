package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.byHand;
import static io.gatewayresponder.runbook.Next.decide;
import static io.gatewayresponder.runbook.Next.lookAgain;

import io.gatewayresponder.evidence.LoggedEnding;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Step 6b. What did the failed requests meet? Reads the access log of the last hour from every
 * workspace that gets it.
 *
 * <p>The guide's query mixes the columns of two tables and so answers nothing; it asks one table of
 * one workspace for all gateways at once, and for 502 alone, which a time-out of the second
 * generation never is.
 */
final class AccessLogStep implements Step<LoggedFailures> {
  /**
   * Three failed probes of the default interval and a look: by then health shows what requests met.
   */
  private static final Duration PROBES_NOTICE = Duration.ofMinutes(2);

  @Override
  public List<Subject> subjects(Sight sight, Subject given) {
    return LoggedFailures.subjects(sight);
  }

  @Override
  public Look<LoggedFailures> look(Sight sight, Subject subject) {
    return LoggedFailures.look(sight, subject);
  }

  @Override
  public Table<LoggedFailures> table() {
    return Table.<LoggedFailures>ask("6b", "What did the failed requests meet?")
        .noting(LoggedFailures::facts)
        .missing(LoggedFailures::couldNotCheck)
        .row("6b.1", "there was no server to send requests to", told(LoggedEnding.NO_LIVE_SERVER))
        .means("the gateway refused at once; what its probes say of the back ends decides (1b)")
        .then(
            lookAgain(
                PROBES_NOTICE,
                "Requests found no server to go to, and the back ends' health does not show why:"
                    + " the probes have not noticed yet, or servers come and go."))
        .alsoRow(
            "6b.2",
            "requests took as long as the setting's request time-out",
            told(LoggedEnding.TIMED_OUT))
        .means("the back end took the connection and did not answer in time")
        .then(
            byHand(
                "The servers answer later than the HTTP setting's requestTimeout allows: find out"
                    + " what the application waits for, or raise requestTimeout if it needs that"
                    + " long. The probe's own time-out does not matter here."))
        .alsoRow(
            "6b.3",
            "the back end itself answered with a server error",
            told(LoggedEnding.SERVER_ERROR))
        .means("the gateway only handed on what the application said")
        .then(
            byHand(
                "The application answers with a server error of its own: see its logs, and the"
                    + " services that it depends on. Nothing of the gateway's would mend it."))
        .alsoRow(
            "6b.x1",
            "the back end closed connections before it had answered",
            told(LoggedEnding.CLOSED))
        .means("the application, or something before it, breaks connections off")
        .then(
            byHand(
                "The servers close connections in the middle of requests: look for crashes and"
                    + " restarts, for a keep-alive time-out that is shorter than the gateway's,"
                    + " and for limits of a proxy or firewall in between."))
        .row("6b.x2", "no workspace could be read", LoggedFailures::isUnread)
        .means("what single requests met is not known")
        .then(decide())
        .row("6b.x3", "no request of the last hour failed", LoggedFailures::isEmpty)
        .means("no request failed, or its row has not come yet: logs are minutes late")
        .then(decide())
        .row("6b.x4", "requests failed in the last hour, and none fails now", LoggedFailures::over)
        .means("what the log shows is over")
        .then(decide())
        .unreadable("6b.x5", "where the logs are could not be read")
        .means("what single requests met is not known")
        .then(decide())
        .alsoRow("6b.4", "logs are in the older AzureDiagnostics", LoggedFailures::hasLegacyRows)
        .means("rows of both tables were read")
        .then(decide())
        .otherwise("6b.x6", "few requests failed, or in ways that the log does not tell apart")
        .means("the log names no fault")
        .then(decide());
  }

  @Override
  public List<String> differences() {
    return List.of(
        "One question is asked of every workspace that gets the access log: of the gateway's own"
            + " rows, in both tables, for every status from 500 up.",
        "The gateway's own word (ErrorInfo) decides; status, server and latency only where there"
            + " is none, and a latency is compared with the setting's requestTimeout, which no"
            + " step of the guide reads. The guide sends time-outs to the probe.",
        "Each pool and setting that the rows name has findings of its own.",
        ("A way of failing counts from %d requests on, if it is at least %d %% of the failures; one"
                + " failed request is no fault.")
            .formatted(LoggedFailures.AT_LEAST, Math.round(LoggedFailures.OF_FAILED * 100)),
        "The log does not say when in the hour a request failed: where the metric says that none"
            + " failed in the last %d minutes, the rows are history (6b.x4)."
                .formatted(RequestsNow.LATELY.toMinutes()),
        "Whether logs are in the older table is no question of its own; both are read (6b.4).");
  }

  private static Predicate<LoggedFailures> told(LoggedEnding ending) {
    return failures -> failures.tellOf(ending);
  }
}
