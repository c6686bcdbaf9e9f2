package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.decide;
import static io.gatewayresponder.runbook.Next.goTo;

import io.gatewayresponder.evidence.DiagnosticSettings;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Step 6a. Does the gateway's access log go to a workspace? Reads its diagnostic settings.
 *
 * <p>The guide's own query finds nothing with today's command line, which prints the bare list; and
 * a workspace that gets no access log counts for it.
 */
final class LoggingStep implements Step<DiagnosticSettings> {
  @Override
  public List<Subject> subjects(Sight sight, Subject given) {
    return List.of(new Subject.WholeGateway());
  }

  @Override
  public Look<DiagnosticSettings> look(Sight sight, Subject subject) {
    return sight.diagnosticSettings();
  }

  @Override
  public Table<DiagnosticSettings> table() {
    return Table.<DiagnosticSettings>ask("6a", "Does the gateway's access log go to a workspace?")
        .noting(LoggingStep::facts)
        .missing(LoggingStep::couldNotCheck)
        .row(
            "6a.1",
            "no diagnostic setting names a workspace",
            settings -> settings.workspaceIds().isEmpty())
        .means("what single requests met was not kept")
        .then(decide())
        .row(
            "6a.x1",
            "a workspace is named, but the access log is not among what it gets",
            settings -> settings.accessLogWorkspaceIds().isEmpty())
        .means("what single requests met was not kept")
        .then(decide())
        .unreadable("6a.x2", "the diagnostic settings could not be read")
        .means("whether there are logs is not known")
        .then(decide())
        .otherwise("6a.2", "the access log goes to a workspace")
        .means("what single requests met can be asked for")
        .then(goTo("6b"));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "ARM's {\"value\": [...]} and the command line's bare list are both read.",
        "Every workspace counts, not the first one only, and only those that get the access log,"
            + " by its category or by the group allLogs (6a.x1).");
  }

  private static Map<String, String> facts(DiagnosticSettings settings) {
    Map<String, String> facts = new LinkedHashMap<>();
    List<ResourceId> workspaces =
        settings.accessLogWorkspaceIds().isEmpty()
            ? settings.workspaceIds()
            : settings.accessLogWorkspaceIds();
    if (!workspaces.isEmpty()) {
      facts.put("workspace", String.join(", ", workspaces.stream().map(ResourceId::name).toList()));
    }
    return facts;
  }

  private static List<String> couldNotCheck(DiagnosticSettings settings) {
    return settings.accessLogWorkspaceIds().isEmpty()
        ? List.of("access log: the gateway's diagnostic settings send it to no workspace")
        : List.of();
  }
}
