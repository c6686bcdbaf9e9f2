package io.gatewayresponder.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.incident.Fingerprint;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Cure;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.OptionJson;
import io.gatewayresponder.resolution.Parameter;
import io.gatewayresponder.resolution.ParameterType;
import io.gatewayresponder.runbook.Family;
import java.time.Instant;
import java.util.List;

/**
 * Incidents as pages and cards meet them; {@code text} stands wherever text can come from outside.
 */
public final class SampleIncidents {
  public static final Instant AT = Instant.parse("2026-11-20T03:12:00Z");

  public static final ResourceId GATEWAY =
      ResourceId.of(
          "/subscriptions/10000000-0000-4000-8000-000000000001/resourceGroups/shop-edge"
              + "/providers/Microsoft.Network/applicationGateways/shop-gateway");

  private SampleIncidents() {}

  public static Incident awaiting(String text) {
    return incident(State.AWAITING_APPROVAL, text);
  }

  /** One whose only option cannot be planned before somebody enters a value. */
  static Incident asking(String text) {
    return incident(State.AWAITING_APPROVAL, text, option(text, "", List.of()));
  }

  public static Incident incident(State state, String text) {
    Change change =
        new Change(
            GATEWAY,
            Change.NETWORK_API_VERSION,
            Change.Operation.PUT,
            "",
            new ObjectMapper().createObjectNode().put("hostName", "old " + text),
            new ObjectMapper().createObjectNode().put("hostName", "new " + text));
    return incident(state, text, option(text, "shop.example", List.of(change)));
  }

  private static Incident incident(State state, String text, Option option) {
    return new Incident(
        GatewayKey.of(GATEWAY).value() + "-20261120t031200abcd",
        GATEWAY,
        state,
        AT,
        AT.plusSeconds(7),
        List.of(new Incident.JoinedAlert("alert-1", text, "FailedRequests", "Sev1", AT, null)),
        1,
        new Conclusion(
            "cause found",
            "Rule " + text + " blocks the probe",
            "2c-1.1",
            "1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1",
            new Fingerprint("s1-aa", "f1-bb"),
            json(
                "[{'row':'2c-1.1','subject':'pool web','seen':'a Deny decides','means':'blocked',"
                    + "'facts':{'rule':'"
                    + text.replace("\\", "\\\\").replace("'", "")
                    + "'}}]"),
            json(
                "[{'row':'6b.3','subject':'pool api','seen':'5xx','means':'the application fails','byHand':'see "
                    + text.replace("\\", "\\\\").replace("'", "")
                    + "','facts':{}}]"),
            json("[{'row':'map.1','seen':'no connection','means':'nothing answers'}]"),
            json(
                "[{'at':'2026-03-01T08:00:00Z','who':'"
                    + text.replace("\\", "\\\\").replace("'", "")
                    + "','what':'write','resource':'nsg','outcome':'Succeeded','summary':'wrote "
                    + text.replace("\\", "\\\\").replace("'", "")
                    + "'}]"),
            List.of("could not read " + text)),
        List.of(
            new Proposal(
                "AllowGatewaySubnet:web-nsg/" + text,
                "Allow past " + text,
                true,
                true,
                "digest-1",
                1,
                asStored(OptionJson.write(option)))),
        new Approval(Approval.Status.PENDING, null, null, 1, List.of(), AT.plusSeconds(3600)),
        null,
        List.of(),
        "Rule " + text + " blocks the probe");
  }

  /** Numbers have the width that a parser gives them. */
  private static JsonNode asStored(JsonNode written) {
    try {
      return new ObjectMapper().readTree(written.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A plan with a value to set; {@code text} wherever Azure or a person can put some. */
  private static Option option(String text, String host, List<Change> changes) {
    return new Option(
        "AllowGatewaySubnet:web-nsg/" + text,
        "AllowGatewaySubnet",
        Family.A,
        "Allow past " + text,
        "because of " + text,
        true,
        Option.Risk.LOW,
        1,
        List.of(
            new Parameter(
                "host",
                "Host of " + text,
                ParameterType.HOST_NAME,
                1,
                1,
                List.of(),
                host,
                "seen at " + text)),
        changes,
        List.of(),
        List.of("affects " + text),
        List.of("look at " + text),
        List.of(new Cure("2c-1.1", text, List.of("web~" + text))),
        "soon after " + text);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
