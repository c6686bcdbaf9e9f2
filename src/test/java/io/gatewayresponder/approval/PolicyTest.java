package io.gatewayresponder.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Approval.Person;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Instant T = Instant.parse("2026-11-20T03:00:00Z");
  private static final Person APPROVER = person("ada", "ours", "Approver");
  private static final Proposal PLAN = plan(1, true);

  private static Person person(String id, String tenant, String... roles) {
    return new Person(id, id, tenant, List.of(roles));
  }

  private static Proposal plan(int approvers, boolean writes) {
    return new Proposal(
        "o", "Do it", true, writes, "d", approvers, JsonNodeFactory.instance.objectNode());
  }

  private static Policy policy(boolean writes) {
    return new Policy(
        new Policy.Settings("Reader", "Approver", "ours", Duration.ofMinutes(60), writes));
  }

  private static Incident incident(State state, String digest, Person... approvers) {
    return new Incident(
        "0123456789abcdef-1",
        ResourceId.of(
            "/subscriptions/10000000-0000-4000-8000-000000000001/resourceGroups/g"
                + "/providers/Microsoft.Network/applicationGateways/w"),
        state,
        T,
        T,
        List.of(),
        1,
        null,
        List.of(PLAN),
        new Approval(
            state == State.APPROVED ? Approval.Status.APPROVED : Approval.Status.PENDING,
            "o",
            digest,
            1,
            Arrays.stream(approvers).map(it -> new Approval.Vote(it, true, "", T)).toList(),
            T.plusSeconds(3600)),
        null,
        List.of(),
        "");
  }

  private static boolean yes(Policy.Verdict verdict) {
    return verdict instanceof Policy.Verdict.Yes;
  }

  @Test
  void readers_read_and_approvers_decide_and_strangers_do_neither() {
    Policy policy = policy(true);
    Incident open = incident(State.AWAITING_APPROVAL, "d");
    Person reader = person("bob", "ours", "Reader");
    assertEquals(true, yes(policy.mayRead(reader)));
    assertEquals(false, yes(policy.mayDecide(reader, open, PLAN, true)));
    assertEquals(true, yes(policy.mayRead(APPROVER)));
    assertEquals(true, yes(policy.mayDecide(APPROVER, open, PLAN, true)));
    for (Person stranger :
        List.of(
            person("eve", "ours"),
            person("eve", "theirs", "Reader", "Approver"),
            person("eve", "", "Reader", "Approver"),
            person("", "ours", "Reader", "Approver"))) {
      assertEquals(false, yes(policy.mayRead(stranger)));
      assertEquals(false, yes(policy.mayDecide(stranger, open, PLAN, true)));
    }
  }

  @Test
  void only_an_open_plan_that_writes_can_be_decided_on() {
    Policy policy = policy(true);
    for (State state : State.values()) {
      assertEquals(
          state == State.AWAITING_APPROVAL,
          yes(policy.mayDecide(APPROVER, incident(state, "d"), PLAN, true)));
    }
    Incident open = incident(State.AWAITING_APPROVAL, "d");
    assertEquals(false, yes(policy.mayDecide(APPROVER, open, plan(1, false), true)));
  }

  @Test
  void while_writes_are_suspended_one_can_still_say_no() {
    Policy policy = policy(false);
    Incident open = incident(State.AWAITING_APPROVAL, "d");
    assertEquals(false, yes(policy.mayDecide(APPROVER, open, PLAN, true)));
    assertEquals(true, yes(policy.mayDecide(APPROVER, open, PLAN, false)));
    assertEquals(false, yes(policy.mayExecute(incident(State.APPROVED, "d", APPROVER), PLAN, T)));
  }

  @Test
  void executing_asks_everything_again() {
    Policy policy = policy(true);
    Incident approved = incident(State.APPROVED, "d", APPROVER);
    assertEquals(true, yes(policy.mayExecute(approved, PLAN, T.plusSeconds(3600))));
    assertEquals(false, yes(policy.mayExecute(approved, PLAN, T.plusSeconds(3601))));
    assertEquals(false, yes(policy.mayExecute(approved, plan(2, true), T)));
    assertEquals(
        false, yes(policy.mayExecute(incident(State.APPROVED, "other", APPROVER), PLAN, T)));
    assertEquals(
        false, yes(policy.mayExecute(incident(State.AWAITING_APPROVAL, "d", APPROVER), PLAN, T)));
    assertEquals(
        false,
        yes(
            policy.mayExecute(
                incident(State.APPROVED, "d", person("bob", "ours", "Reader")), PLAN, T)));
  }

  @Test
  void two_people_are_two_people() {
    Policy policy = policy(true);
    Incident twice = incident(State.APPROVED, "d", APPROVER, APPROVER);
    Incident two = incident(State.APPROVED, "d", APPROVER, person("bob", "ours", "Approver"));
    assertEquals(false, yes(policy.mayExecute(twice, plan(2, true), T)));
    assertEquals(true, yes(policy.mayExecute(two, plan(2, true), T)));
  }
}
