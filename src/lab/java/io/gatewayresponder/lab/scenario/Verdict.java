package io.gatewayresponder.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.RunningLab;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.arm.CallLog;
import java.util.List;
import java.util.Locale;

/** Compares what came with what had to come. */
final class Verdict {
  private final RunningLab lab;
  private final Scenario scenario;
  private final Narrator narrator;

  Verdict(RunningLab lab, Scenario scenario, Narrator narrator) {
    this.lab = lab;
    this.scenario = scenario;
    this.narrator = narrator;
  }

  void check(JsonNode ended, Plan plan, boolean approved) {
    narrator.step("the checks");
    String transcript = ended.path("transcript").asText();
    equal("state", approved ? "RESOLVED" : "REJECTED", ended.path("state").asText());
    if (approved) {
      equal("transcript", scenario.approvedTranscript(), transcript);
    } else {
      holds(
          "the diagnosis is " + scenario.diagnosis(),
          (transcript + " ").startsWith(scenario.diagnosis() + " "),
          transcript);
    }
    holds(
        "the recommended option is " + scenario.resolution(),
        plan.option().startsWith(scenario.resolution() + ":"),
        plan.option());
    equal("writes by triage", List.of(), writes(Principal.TRIAGE));
    equal(
        "writes by resolution",
        approved ? lower(plan.changes()) : List.of(),
        writes(Principal.RESOLUTION));
    if (approved) {
      holds("something was planned", !plan.changes().isEmpty(), "no change");
    }
  }

  private List<String> writes(Principal principal) {
    return lower(lab.arm().calls().writes(principal).stream().map(Verdict::call).toList());
  }

  private static String call(CallLog.Call call) {
    return call.method() + " " + call.path();
  }

  private static List<String> lower(List<String> calls) {
    return calls.stream().map(call -> call.toLowerCase(Locale.ROOT)).toList();
  }

  private void equal(String what, Object expected, Object seen) {
    holds(what + ": " + expected, expected.equals(seen), String.valueOf(seen));
  }

  private void holds(String what, boolean holds, String seen) {
    if (!holds) {
      throw new ScenarioFailure("expected " + what + "\n           but saw " + seen);
    }
    narrator.say("ok  " + what);
  }
}
