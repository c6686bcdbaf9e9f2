package io.gatewayresponder.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.incident.Alert;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.incident.TimelineEntry;
import io.gatewayresponder.incident.Transcript;
import io.gatewayresponder.workflow.fake.FakeAzure;
import io.gatewayresponder.workflow.fake.FakeAzure.Answer;
import io.gatewayresponder.workflow.fake.FakeQueues;
import io.gatewayresponder.workflow.fake.Trouble;
import io.gatewayresponder.workflow.fake.World;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From an alert to its end, over fake ports and a clock that is moved by hand. */
class LoopTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final World world = new World();

  private void proposed() {
    world.fire("a");
    world.deliverDue();
    assertEquals(State.AWAITING_APPROVAL, world.newest().state());
  }

  private Incident endsAs(State state) {
    world.pass(HOUR);
    assertEquals(state, world.newest().state(), this::timeline);
    assertEquals(0, world.store.pending());
    return world.newest();
  }

  private String timeline() {
    return world.store.timeline(world.newest().id()).toString();
  }

  private long noted(String what) {
    return world.store.timeline(world.newest().id()).stream()
        .filter(entry -> entry.what().equals(what))
        .count();
  }

  @Test
  void an_approved_plan_is_written_once_and_resolves() {
    proposed();
    assertInstanceOf(Decide.Result.Done.class, world.vote("ada", true));
    Incident incident = endsAs(State.RESOLVED);
    assertEquals(2, world.azure.taken().size());
    assertEquals("2c-1.1 > AllowGatewaySubnet > approved > healthy", Transcript.of(incident));
    assertEquals(
        List.of(
            State.AWAITING_APPROVAL,
            State.APPROVED,
            State.EXECUTING,
            State.VERIFYING,
            State.RESOLVED),
        world.announcer.told().stream().distinct().toList());
  }

  @Test
  void a_rejected_plan_is_not_written() {
    proposed();
    world.vote("ada", false);
    Incident incident = endsAs(State.REJECTED);
    assertTrue(world.azure.taken().isEmpty());
    assertEquals("2c-1.1 > AllowGatewaySubnet > rejected", Transcript.of(incident));
  }

  @Test
  void nobody_decides_and_nothing_is_done() {
    proposed();
    world.pass(Duration.ofMinutes(59));
    assertEquals(State.AWAITING_APPROVAL, world.newest().state());
    endsAs(State.EXPIRED);
    assertTrue(world.azure.taken().isEmpty());
    assertInstanceOf(Decide.Result.NotOpen.class, world.vote("ada", true));
  }

  @Test
  void the_same_alert_ten_times_is_one_incident_and_one_triage() {
    Alert alert = world.alert("a", Alert.Condition.FIRED, world.clock.instant());
    for (int i = 0; i < 10; i++) {
      world.intake().take(List.of(alert));
      world.deliverDue();
    }
    assertEquals(1, world.store.all().size());
    assertEquals(1, world.queues.triagesAsked());
    assertEquals(1, world.newest().triages());
    assertTrue(world.store.timeline(world.newest().id()).size() <= 10);
  }

  @Test
  void a_repeat_after_the_end_opens_nothing_and_a_new_firing_does() {
    Alert first = world.alert("a", Alert.Condition.FIRED, world.clock.instant());
    world.intake().take(List.of(first));
    world.azure.putRule("allow-gateway", World.rule("allow-gateway", 200));
    world.azure.putRule("allow-balancer", World.rule("allow-balancer", 201));
    endsAs(State.NO_FAULT_FOUND);
    assertInstanceOf(Intake.Result.Duplicate.class, world.intake().take(List.of(first)));
    assertEquals(1, world.store.all().size());
    assertInstanceOf(Intake.Result.Accepted.class, world.fire("a"));
    assertEquals(2, world.store.all().size());
  }

  @Test
  void two_alerts_make_one_incident_which_recovers_when_both_resolve() {
    proposed();
    world.fire("b");
    world.resolve("a");
    assertEquals(State.AWAITING_APPROVAL, world.newest().state());
    world.resolve("b");
    assertEquals(State.RECOVERED, world.newest().state());
    assertEquals(
        Approval.Status.REVOKED, Objects.requireNonNull(world.newest().approval()).state());
    assertInstanceOf(Decide.Result.NotOpen.class, world.vote("ada", true));
    endsAs(State.RECOVERED);
    assertTrue(world.announcer.told().contains(State.RECOVERED));
    assertTrue(world.azure.taken().isEmpty());
  }

  @Test
  void what_recovers_between_approval_and_execution_is_not_written() {
    proposed();
    world.vote("ada", true);
    world.resolve("a");
    endsAs(State.RECOVERED);
    assertTrue(world.azure.taken().isEmpty());
  }

  @Test
  void a_plan_that_does_not_fit_any_more_is_proposed_anew() {
    proposed();
    String before = world.newest().proposals().get(0).digest();
    world.vote("ada", true);
    world.azure.putRule("allow-gateway", World.rule("allow-gateway", 300));
    world.deliverDue();
    assertEquals(State.AWAITING_APPROVAL, world.newest().state(), this::timeline);
    assertEquals(2, world.newest().triages());
    assertFalse(before.equals(world.newest().proposals().get(0).digest()));
    assertTrue(world.azure.taken().isEmpty());
    world.vote("ada", true);
    endsAs(State.RESOLVED);
    assertEquals(1, world.azure.taken().size());
  }

  @Test
  void suspended_writes_stop_an_approval_and_what_was_approved_before() {
    proposed();
    world.vote("ada", true);
    world.writesEnabled = false;
    endsAs(State.ESCALATED);
    assertTrue(world.azure.taken().isEmpty());
  }

  @Test
  void two_people_are_needed_for_what_destroys_something() {
    world.approversNeeded = 2;
    proposed();
    world.vote("ada", true);
    world.vote("ada", true);
    assertEquals(State.AWAITING_APPROVAL, world.newest().state());
    world.vote("bob", true);
    assertEquals(State.APPROVED, world.newest().state());
    endsAs(State.RESOLVED);
  }

  @Test
  void a_busy_gateway_is_tried_again_and_a_refusal_goes_to_a_person() {
    proposed();
    world.azure.answer(Answer.BUSY_NOW, Answer.BUSY_NOW, Answer.DONE_AT_ONCE);
    world.vote("ada", true);
    endsAs(State.RESOLVED);
    assertEquals(2, world.azure.taken().size());

    World other = new World();
    other.azure.answer(Answer.NOT_ALLOWED);
    other.fire("a");
    other.deliverDue();
    other.vote("ada", true);
    other.pass(HOUR);
    assertEquals(State.NOT_RESOLVED, other.newest().state());
    assertTrue(other.azure.taken().isEmpty());
  }

  @Test
  void a_failed_operation_and_an_unplanned_difference_go_to_a_person() {
    for (Answer answer : Set.of(Answer.LONG_RUNNING_THEN_FAILS, Answer.DOES_TOO_MUCH)) {
      World other = new World();
      other.azure.answer(answer);
      other.fire("a");
      other.deliverDue();
      other.vote("ada", true);
      other.pass(HOUR);
      assertEquals(State.NOT_RESOLVED, other.newest().state());
      assertEquals(1, other.azure.taken().size());
    }
  }

  @Test
  void an_unanswered_request_is_sent_again_only_if_it_was_not_taken() {
    proposed();
    world.azure.answer(Answer.UNSURE_BUT_TAKEN, Answer.UNSURE_AND_NOT_TAKEN);
    world.vote("ada", true);
    endsAs(State.RESOLVED);
    assertEquals(2, world.azure.taken().size());
  }

  @Test
  void a_back_end_that_stays_sick_is_looked_at_a_bounded_number_of_times() {
    world.azure.recovers(false);
    proposed();
    world.vote("ada", true);
    world.pass(Duration.ofMinutes(30));
    assertEquals(State.AWAITING_APPROVAL, world.newest().state(), this::timeline);
    assertEquals(1, noted("did not recover"));
    assertEquals(5, Objects.requireNonNull(world.newest().execution()).verifyLooks() + 1);
    // Nobody wants the change undone.
    endsAs(State.NOT_RESOLVED);
  }

  @Test
  void every_message_twice_changes_nothing() {
    proposed();
    world.vote("ada", true);
    for (int i = 0; i < 400 && world.newest().state().isOpen(); i++) {
      for (FakeQueues.Message message : List.copyOf(world.queues.messages())) {
        if (!message.notBefore().isAfter(world.clock.instant())) {
          world.queues.messages().add(message);
        }
        if (world.queues.messages().contains(message)
            && !message.notBefore().isAfter(world.clock.instant())) {
          world.deliver(message);
        }
      }
      world.clock.advance(Duration.ofSeconds(5));
    }
    assertEquals(State.RESOLVED, world.newest().state(), this::timeline);
    assertEquals(2, world.azure.taken().size());
    assertEquals(1, noted("executing"));
  }

  @Test
  void with_the_bus_down_the_alert_is_kept_and_asked_for_again() {
    world.trouble(
        (call, done) -> {
          if (call.startsWith("queues.") && !done) {
            throw new IllegalStateException("bus down");
          }
        });
    assertThrows(Unavailable.class, () -> world.fire("a"));
    assertEquals(1, world.store.all().size());
    world.trouble(Trouble.none());
    world.reconcile().run();
    world.deliverDue();
    assertEquals(State.AWAITING_APPROVAL, world.newest().state());
  }

  @Test
  void with_the_store_down_the_alert_is_not_answered_as_taken() {
    world.trouble(
        (call, done) -> {
          if (call.startsWith("store.")) {
            throw new IllegalStateException("store down");
          }
        });
    assertThrows(Unavailable.class, () -> world.fire("a"));
    assertTrue(world.store.all().isEmpty());
  }

  @Test
  void a_chat_that_is_down_keeps_nothing_from_happening() {
    world.trouble(
        (call, done) -> {
          if (call.startsWith("announcer.")) {
            throw new IllegalStateException("chat down");
          }
        });
    proposed();
    world.vote("ada", true);
    world.pass(HOUR);
    assertEquals(State.RESOLVED, world.newest().state());
    assertTrue(world.store.pending() > 0);
    world.trouble(Trouble.none());
    world.reconcile().run();
    assertEquals(0, world.store.pending());
    assertTrue(world.announcer.told().contains(State.RESOLVED));
  }

  @Test
  void a_lost_message_is_sent_again_by_the_reconciliation() {
    world.fire("a");
    world.queues.messages().clear();
    world.clock.advance(Duration.ofMinutes(16));
    assertEquals(1, world.reconcile().run().nudged());
    world.deliverDue();
    assertEquals(State.AWAITING_APPROVAL, world.newest().state());
    world.vote("ada", true);
    world.queues.messages().clear();
    for (int i = 0; i < 60; i++) {
      world.clock.advance(Duration.ofMinutes(3));
      world.reconcile().run();
      world.deliverDue();
      world.queues.messages().clear();
    }
    assertEquals(State.RESOLVED, world.newest().state(), this::timeline);
    assertEquals(2, world.azure.taken().size());
  }

  @Test
  void an_alert_that_never_reached_us_is_found_in_azure_once() {
    world.firedInAzure.add(world.alert("z", Alert.Condition.FIRED, world.clock.instant()));
    assertEquals(1, world.reconcile().run().taken());
    assertEquals(0, world.reconcile().run().taken());
    assertEquals(1, world.store.all().size());
  }

  @Test
  void whoever_lacks_the_role_or_saw_another_plan_decides_nothing() {
    proposed();
    Incident incident = world.newest();
    Approval.Person stranger = new Approval.Person("eve", "Eve", "tenant", List.of("Reader"));
    String option = incident.proposals().get(0).optionId();
    assertInstanceOf(
        Decide.Result.NotAllowed.class,
        world.decide().decide(new Decide.Request(incident.id(), stranger, option, "x", true, "")));
    assertInstanceOf(
        Decide.Result.DigestDiffers.class,
        world
            .decide()
            .decide(new Decide.Request(incident.id(), World.person("ada"), option, "x", true, "")));
    assertInstanceOf(
        Decide.Result.BadInput.class,
        world
            .decide()
            .decide(new Decide.Request(incident.id(), World.person("ada"), "no", "x", true, "")));
    assertInstanceOf(
        Decide.Result.Unknown.class,
        world
            .decide()
            .decide(new Decide.Request("none", World.person("ada"), option, "x", true, "")));
    assertEquals(State.AWAITING_APPROVAL, world.newest().state());
  }

  @Test
  void a_message_alone_makes_nothing_happen() {
    proposed();
    for (var kind : io.gatewayresponder.incident.Effect.TellGate.Kind.values()) {
      world.gate().handle(new Ports.GateMessage(world.newest().id(), kind));
      world.gate().handle(new Ports.GateMessage("0123456789abcdef-none", kind));
    }
    assertEquals(State.AWAITING_APPROVAL, world.newest().state());
    assertTrue(world.azure.taken().isEmpty());
  }

  @Test
  void the_timeline_tells_each_step_with_who_did_it() {
    proposed();
    world.vote("ada", true);
    endsAs(State.RESOLVED);
    List<TimelineEntry> timeline = world.store.timeline(world.newest().id());
    List<String> whats = timeline.stream().map(TimelineEntry::what).toList();
    List<String> expected =
        List.of(
            "received",
            "triage started",
            "proposed",
            "approved",
            "executing",
            "verifying",
            "resolved");
    assertEquals(expected, whats.stream().filter(expected::contains).toList());
    assertTrue(timeline.stream().anyMatch(entry -> entry.by().equals("Ada (ada)")));
    assertEquals(FakeAzure.GATEWAY, world.newest().gateway());
  }
}
