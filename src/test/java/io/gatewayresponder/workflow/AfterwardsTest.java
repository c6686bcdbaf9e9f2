package io.gatewayresponder.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.incident.Transcript;
import io.gatewayresponder.workflow.fake.FakeAzure.Answer;
import io.gatewayresponder.workflow.fake.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows a change: the next cause, the way back; and what a person sets before it. */
class AfterwardsTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final String OPTION = "AllowGatewaySubnet:web-nsg";

  private final World world = new World();

  @BeforeEach
  void propose() {
    world.fire("a");
    world.deliverDue();
    assertEquals(State.AWAITING_APPROVAL, world.newest().state());
  }

  private Incident passes() {
    world.pass(HALF_AN_HOUR);
    return world.newest();
  }

  private Decide.Result plan(Map<String, String> values) {
    return world
        .replanning()
        .plan(new Replanning.Request(world.newest().id(), World.person("ada"), OPTION, values));
  }

  private Proposal proposal() {
    return world.newest().proposals().get(0);
  }

  @Test
  void a_cause_that_the_first_one_hid_is_proposed_in_the_same_incident() {
    world.hiddenRule = Optional.of("allow-api");
    world.vote("ada", true);
    Incident second = passes();
    assertEquals(State.AWAITING_APPROVAL, second.state());
    assertEquals(1, world.store.all().size());
    assertEquals(2, world.azure.taken().size());
    world.vote("ada", true);
    Incident ended = passes();
    assertEquals(State.RESOLVED, ended.state());
    assertEquals(3, world.azure.taken().size());
    assertEquals(
        "2c-1.1 > AllowGatewaySubnet > approved > healthy"
            + " >> 2c.1 > AllowGatewaySubnet > approved > healthy",
        Transcript.of(ended));
  }

  @Test
  void rejecting_the_second_leaves_what_the_first_did() {
    world.hiddenRule = Optional.of("allow-api");
    world.vote("ada", true);
    passes();
    world.vote("ada", false);
    assertEquals(State.REJECTED, passes().state());
    assertEquals(2, world.azure.taken().size());
  }

  @Test
  void what_did_not_help_is_taken_back_when_approved() {
    world.azure.recovers(false);
    world.vote("ada", true);
    Incident sick = passes();
    assertEquals(
        List.of("Undo:" + OPTION), sick.proposals().stream().map(Proposal::optionId).toList());
    world.vote("ada", true);
    Incident ended = passes();
    assertEquals(State.NOT_RESOLVED, ended.state());
    assertTrue(
        World.RULES.stream().noneMatch(rule -> world.azure.hasRules(List.of(rule))),
        "the rules are still there");
  }

  @Test
  void half_of_a_plan_that_failed_can_be_taken_back() {
    world.azure.answer(Answer.DONE_AT_ONCE, Answer.NOT_ALLOWED);
    world.vote("ada", true);
    Incident failed = passes();
    assertEquals(State.AWAITING_APPROVAL, failed.state());
    world.vote("ada", true);
    assertEquals(State.NOT_RESOLVED, passes().state());
    assertTrue(World.RULES.stream().noneMatch(rule -> world.azure.hasRules(List.of(rule))));
  }

  @Test
  void a_change_that_helped_can_still_be_taken_back() {
    world.vote("ada", true);
    Incident resolved = passes();
    assertEquals(State.RESOLVED, resolved.state());
    assertInstanceOf(
        Decide.Result.NotAllowed.class,
        world
            .undoing()
            .propose(
                resolved.id(),
                new io.gatewayresponder.incident.Approval.Person("x", "X", "tenant", List.of())));
    assertInstanceOf(
        Decide.Result.Done.class, world.undoing().propose(resolved.id(), World.person("ada")));
    assertEquals(2, world.azure.taken().size(), "asking writes nothing");
    world.vote("ada", true);
    assertEquals(State.NOT_RESOLVED, passes().state());
    assertEquals(4, world.azure.taken().size());
    assertTrue(World.RULES.stream().noneMatch(rule -> world.azure.hasRules(List.of(rule))));
  }

  @Test
  void an_undo_that_nobody_approves_leaves_the_incident_resolved() {
    world.vote("ada", true);
    Incident resolved = passes();
    world.undoing().propose(resolved.id(), World.person("ada"));
    passes();
    assertEquals(State.RESOLVED, passes().state());
    assertEquals(2, world.azure.taken().size());
  }

  @Test
  void an_undo_of_what_somebody_else_changed_since_writes_nothing() {
    world.vote("ada", true);
    Incident resolved = passes();
    world.undoing().propose(resolved.id(), World.person("ada"));
    world.azure.putRule("allow-gateway", World.rule("allow-gateway", 333));
    world.vote("ada", true);
    assertEquals(State.RESOLVED, passes().state());
    assertEquals(2, world.azure.taken().size());
  }

  @Test
  void an_incident_beside_it_comes_first() {
    world.vote("ada", true);
    Incident resolved = passes();
    world.azure.putRule("allow-gateway", World.rule("allow-gateway", 333));
    world.fire("b");
    assertInstanceOf(
        Decide.Result.NotOpen.class, world.undoing().propose(resolved.id(), World.person("ada")));
  }

  @Test
  void a_value_makes_another_plan_and_that_one_is_approved() {
    String first = proposal().digest();
    assertInstanceOf(Decide.Result.Done.class, plan(Map.of("number", " 310 ")));
    assertNotEquals(first, proposal().digest());
    world.vote("ada", true);
    assertEquals(State.RESOLVED, passes().state());
    assertEquals(
        310,
        java.util.Objects.requireNonNull(world.azure.taken().get(0).after())
            .path("properties")
            .path("priority")
            .asInt());
  }

  @Test
  void votes_do_not_carry_over_to_another_plan() {
    world.approversNeeded = 2;
    world.resolve("a");
    world.fire("c");
    world.deliverDue();
    world.vote("ada", true);
    plan(Map.of("number", "310"));
    world.vote("bob", true);
    assertEquals(State.AWAITING_APPROVAL, world.newest().state());
    world.vote("ada", true);
    assertEquals(State.APPROVED, world.newest().state());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "99", "4001", "-5", "1e3", "200; DROP", "<b>200</b>", "二百"})
  void a_value_that_is_not_allowed_is_refused_with_the_reason(String value) {
    String before = proposal().digest();
    Decide.Result result = plan(Map.of("number", value));
    Decide.Result.BadInput refused = assertInstanceOf(Decide.Result.BadInput.class, result);
    assertTrue(refused.reason().contains("Number of the first rule"), refused.reason());
    assertEquals(before, proposal().digest());
  }

  @Test
  void a_value_that_nobody_asked_for_is_refused() {
    assertInstanceOf(Decide.Result.BadInput.class, plan(Map.of("<script>", "1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "310", "nonsense"})
  void approving_with_other_values_than_the_plan_s_redeems_nothing(String value) {
    Proposal shown = proposal();
    Decide.Result result =
        world
            .decide()
            .decide(
                new Decide.Request(
                    world.newest().id(),
                    World.person("ada"),
                    shown.optionId(),
                    shown.digest(),
                    true,
                    "",
                    Map.of("number", value)));
    assertInstanceOf(Decide.Result.BadInput.class, result);
    passes();
    assertEquals(0, world.azure.taken().size());
  }
}
