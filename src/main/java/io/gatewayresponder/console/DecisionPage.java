package io.gatewayresponder.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Difference;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.OptionJson;
import io.gatewayresponder.resolution.Parameter;
import io.gatewayresponder.resolution.ParameterType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a person approves exactly one plan, or rejects: it shows every byte that would
 * change.
 */
public final class DecisionPage {
  /** What the names of form fields begin with that hold a parameter's value. */
  public static final String VALUE = "value.";

  private DecisionPage() {}

  /**
   * One write.
   *
   * @param differences one line for each value that changes
   * @param before the document that stands there, whole
   * @param after the document that is sent, whole
   */
  record Written(
      String operation,
      String resource,
      String path,
      List<String> differences,
      String before,
      String after) {}

  /**
   * A value that is asked for; exactly one of the kinds of field is set.
   *
   * @param form an example of how a text may look; empty where none is needed
   */
  record Field(
      String id,
      String name,
      String label,
      String reason,
      String value,
      String form,
      boolean isNumber,
      boolean isText,
      boolean isLong,
      boolean isChoice,
      long least,
      long most,
      List<Chosen> choices) {}

  record Chosen(String value, boolean selected) {}

  record Choice(
      int number,
      String id,
      String title,
      String why,
      boolean recommended,
      String risk,
      String approvers,
      boolean writes,
      List<Written> changes,
      boolean hasFields,
      List<Field> fields,
      boolean hasSideEffects,
      List<String> sideEffects,
      boolean hasGuidance,
      List<String> guidance,
      String recovery,
      List<String> verification,
      String undo,
      String digest,
      String action) {}

  record View(
      String back,
      String headline,
      String gateway,
      String problem,
      String nothing,
      List<Choice> options) {}

  /**
   * @param problem why the last try was refused; empty when there was none
   */
  public static String render(Incident incident, String person, String problem) {
    List<Choice> choices = new ArrayList<>();
    Approval approval = incident.approval();
    if (incident.state() == State.AWAITING_APPROVAL && approval != null) {
      for (Proposal proposal : incident.proposals()) {
        if (proposal.writes()) {
          choices.add(choice(incident, proposal, approval, choices.size() + 1));
        }
      }
    }
    View view =
        new View(
            Links.incident(incident.id()),
            incident.headline(),
            incident.gateway().toString(),
            problem,
            "the incident is " + Words.state(incident.state()) + ".",
            choices);
    return Templates.page("decision", "Decide: " + incident.headline(), person, null, view);
  }

  private static Choice choice(
      Incident incident, Proposal proposal, Approval approval, int number) {
    Option option = OptionJson.read(proposal.option());
    List<String> undo =
        option.undo().stream()
            .map(change -> change.operation() + " " + change.resourceId())
            .toList();
    return new Choice(
        number,
        proposal.optionId(),
        proposal.title(),
        option.why(),
        proposal.recommended(),
        option.risk().name().toLowerCase(Locale.ROOT),
        approvers(proposal, approval),
        option.writes(),
        option.changes().stream().map(DecisionPage::written).toList(),
        !option.parameters().isEmpty(),
        option.parameters().stream().map(parameter -> field(parameter, number)).toList(),
        !option.sideEffects().isEmpty(),
        option.sideEffects(),
        !option.guidance().isEmpty(),
        option.guidance(),
        option.recovery(),
        option.verification(),
        undo.isEmpty() ? "none is needed or possible" : String.join(", ", undo),
        proposal.digest(),
        Links.decision(incident.id()));
  }

  private static Written written(Change change) {
    return new Written(
        change.operation().name(),
        change.resourceId().toString(),
        change.path(),
        change.differences().stream().map(Difference::sentence).toList(),
        shown(change.before(), "(does not exist)"),
        shown(change.after(), "(deleted)"));
  }

  private static Field field(Parameter parameter, int option) {
    ParameterType type = parameter.type();
    return new Field(
        "value-" + option + "-" + parameter.name(),
        VALUE + parameter.name(),
        parameter.label(),
        parameter.reason(),
        parameter.value(),
        form(type),
        type == ParameterType.WHOLE_NUMBER,
        type != ParameterType.WHOLE_NUMBER
            && type != ParameterType.CHOICE
            && type != ParameterType.CERTIFICATE,
        type == ParameterType.CERTIFICATE,
        type == ParameterType.CHOICE,
        parameter.least(),
        parameter.most(),
        parameter.choices().stream()
            .map(choice -> new Chosen(choice, choice.equals(parameter.value())))
            .toList());
  }

  private static String form(ParameterType type) {
    return switch (type) {
      case SERVERS -> "such as 10.0.1.4, 10.0.1.5 or web.example, separated by commas";
      case ADDRESS_RANGES -> "such as 10.0.1.0/24, separated by commas";
      case STATUS_CODES -> "such as 200-399, 404";
      case PATH -> "such as /health";
      case PATH_PATTERN -> "such as /images/*";
      case HOST_NAME -> "such as shop.example";
      case WHOLE_NUMBER, CHOICE, CERTIFICATE -> "";
    };
  }

  private static String approvers(Proposal proposal, Approval approval) {
    long votes =
        proposal.optionId().equals(approval.optionId())
            ? approval.votes().stream().filter(Approval.Vote::approve).count()
            : 0;
    if (proposal.approversNeeded() <= 1) {
      return "one person approves";
    }
    return proposal.approversNeeded() + " different people approve, " + votes + " so far";
  }

  private static String shown(@Nullable JsonNode document, String whenAbsent) {
    return document == null ? whenAbsent : document.toPrettyString();
  }
}
