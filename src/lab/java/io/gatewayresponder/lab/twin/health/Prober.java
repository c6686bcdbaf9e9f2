package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.health.BackendCall.Outcome;
import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.servers.Answer;
import java.time.Instant;

/** Sends one probe into the model and says how it went. */
record Prober(BackendCall backend) {

  ProbeResult probe(
      GatewayDocument gateway, JsonNode setting, ProbePlan plan, Member server, Instant now) {
    Outcome outcome =
        backend.call(
            gateway,
            new BackendCall.Asked(
                server.address(),
                Json.properties(setting),
                plan.protocol(),
                plan.port(),
                plan.host(),
                plan.path(),
                now));
    if (outcome instanceof Outcome.NameDoesNotResolve) {
      return ProbeLog.nameDoesNotResolve(server.address());
    }
    if (outcome instanceof Outcome.NoTls) {
      return ProbeLog.noTls();
    }
    if (outcome instanceof Outcome.Untrusted untrusted) {
      return ProbeLog.untrusted(untrusted.objection());
    }
    if (outcome instanceof Outcome.Answered answered) {
      return judge(plan, answered.answer());
    }
    if (outcome instanceof Outcome.BrokenOff brokenOff) {
      return judge(plan, brokenOff.begun());
    }
    return ProbeLog.couldNotConnect(outcome instanceof Outcome.NoConnection none && none.forSome());
  }

  private static ProbeResult judge(ProbePlan plan, Answer answer) {
    if (answer.latency().compareTo(plan.timeout()) > 0) {
      return ProbeLog.timeout();
    }
    if (answer.closes()) {
      return ProbeLog.couldNotConnect(false);
    }
    if (!plan.match().acceptsStatus(answer.status())) {
      return ProbeLog.status(String.join(",", plan.match().statusCodes()), answer.status());
    }
    return plan.match().acceptsBody(answer.body())
        ? ProbeLog.success(answer.status())
        : ProbeLog.body();
  }
}
