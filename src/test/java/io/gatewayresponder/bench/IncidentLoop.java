package io.gatewayresponder.bench;

import io.gatewayresponder.approval.Policy;
import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.incident.Alert;
import io.gatewayresponder.incident.AlertReader;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Scope;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.incident.TimelineEntry;
import io.gatewayresponder.lab.fault.World;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.resolution.Digest;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.Resolutions;
import io.gatewayresponder.resolution.UndoOption;
import io.gatewayresponder.runbook.Runbook;
import io.gatewayresponder.runbook.steps.Guide;
import io.gatewayresponder.workflow.Decide;
import io.gatewayresponder.workflow.Gate;
import io.gatewayresponder.workflow.Intake;
import io.gatewayresponder.workflow.Outbox;
import io.gatewayresponder.workflow.Pace;
import io.gatewayresponder.workflow.Planner;
import io.gatewayresponder.workflow.Ports;
import io.gatewayresponder.workflow.Replanning;
import io.gatewayresponder.workflow.Triage;
import io.gatewayresponder.workflow.Undoing;
import io.gatewayresponder.workflow.fake.FakeAnnouncer;
import io.gatewayresponder.workflow.fake.FakeQueues;
import io.gatewayresponder.workflow.fake.FakeStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The whole of production from an alert to its end, over a twin whose time is moved by hand:
 * runbook, resolutions, approval policy and workflow as they are, reading and writing over HTTPS
 * with the two identities and their roles; only store, queues and people are in memory. Messages
 * are delivered when the twin's time comes to them, and long-running operations end by the same
 * clock, so an hour passes in as much wall time as the work in it takes.
 */
final class IncidentLoop {
  /** A person who has approved so often looks for the reason elsewhere. */
  static final int MOST_APPROVALS = 4;

  /** Metrics have five whole minutes again. */
  private static final Duration UNTIL_ALERTED_AGAIN = Duration.ofMinutes(10);

  private static final Duration TIME_TO_DECIDE = Duration.ofMinutes(60);

  /** Production's own settings, unless somebody changes them. */
  private static final Pace PACE = new Pace(Duration.ofSeconds(120), Duration.ofSeconds(30), 20);

  /** Long-running operations end within this of their time. */
  private static final Duration STRIDE = Duration.ofSeconds(5);

  /** Longer than the workflow lets anything last. */
  private static final Duration STUCK = Duration.ofHours(12);

  private final World world;
  private final TwinRoom room;
  private final Clock clock;
  private final FakeStore store = new FakeStore();
  private final FakeQueues queues = new FakeQueues();
  private final Decide decide;
  private final Replanning replanning;
  private final Undoing undoing;
  private final Intake intake;
  private final Triage triage;
  private final Gate gate;
  private final List<Option> approved = new ArrayList<>();
  private int names;

  IncidentLoop(World world, TwinRoom room) {
    this.world = world;
    this.room = room;
    this.clock = world.clock();
    Outbox outbox = new Outbox(store, queues, new FakeAnnouncer());
    Policy policy =
        new Policy(new Policy.Settings("Reader", "Approver", "tenant", TIME_TO_DECIDE, true));
    Runbook runbook = Guide.runbook();
    Planner planner = Resolutions.all()::options;
    this.decide = new Decide(store, policy, outbox, clock);
    this.replanning =
        new Replanning(store, room.sights(), runbook::diagnose, planner, policy, clock);
    this.undoing = new Undoing(store, room.sights(), policy, outbox, clock);
    this.intake =
        new Intake(
            new AlertReader(Scope.parse("/subscriptions/" + Estates.SUBSCRIPTION)),
            store,
            outbox,
            clock,
            () -> "i" + ++names);
    this.triage =
        new Triage(
            store, room.sights(), runbook::diagnose, planner, outbox, clock, TIME_TO_DECIDE, PACE);
    this.gate =
        new Gate(
            store,
            queues,
            room.sights(),
            room.writer(Principal.RESOLUTION),
            runbook::diagnose,
            planner,
            policy,
            outbox,
            clock,
            PACE);
  }

  /**
   * Lets an alert fire and follows its incident to the end; and again while the gateway is not well
   * after something was written, and once where nothing was found.
   *
   * @param isWell whether nothing is left to do
   */
  Story run(Decider person, BooleanSupplier isWell) {
    room.arm().calls().clear();
    fire();
    Incident incident = toTheEnd(person);
    boolean overlooked = false;
    while (approved.size() < MOST_APPROVALS
        && !isWell.getAsBoolean()
        && (wrote(incident) || (!overlooked && sawNothing(incident)))) {
      if (sawNothing(incident)) {
        overlooked = true;
        pass(UNTIL_ALERTED_AGAIN);
      }
      fire();
      incident = toTheEnd(person);
    }
    List<TimelineEntry> timeline = new ArrayList<>();
    store.all().forEach(one -> timeline.addAll(store.timeline(one.id())));
    return new Story(store.all(), List.copyOf(approved), timeline, room.arm().calls().calls());
  }

  /** A gateway that has just started has no past in its metrics; the alert comes again. */
  private static boolean sawNothing(Incident incident) {
    return incident.state() == State.NO_FAULT_FOUND;
  }

  private static boolean wrote(Incident incident) {
    return incident.state() == State.RESOLVED || incident.state() == State.NOT_RESOLVED;
  }

  private void fire() {
    Alert alert =
        new Alert(
            "alert-" + ++names,
            Alert.Condition.FIRED,
            "bench",
            "UnhealthyHostCount",
            "Sev1",
            ResourceId.of(world.topology().gatewayId()),
            clock.instant());
    intake.take(List.of(alert));
  }

  /** The incident in the end, or where nobody wants to decide any more. */
  private Incident toTheEnd(Decider person) {
    while (true) {
      Incident incident = toRest();
      if (incident.state() != State.AWAITING_APPROVAL || approved.size() == MOST_APPROVALS) {
        return incident;
      }
      Optional<Decider.Choice> choice = person.choose(incident);
      if (choice.isEmpty() || !approve(incident, choice.get())) {
        return incident;
      }
    }
  }

  /**
   * With values of the person's own the option is planned anew, and the new plan is approved.
   *
   * @return false where the person is told that these values would mend nothing
   */
  private boolean approve(Incident incident, Decider.Choice choice) {
    Optional<Option> planned =
        choice.values().isEmpty()
            ? Optional.of(choice.option())
            : replanned(incident, choice.option(), choice.values());
    if (planned.isEmpty()) {
      return false;
    }
    Option option = planned.get();
    for (int i = 1; i <= option.approversNeeded(); i++) {
      Decide.Result result =
          decide.decide(
              new Decide.Request(
                  incident.id(), person(i), option.id(), Digest.of(option), true, "bench"));
      require(result);
    }
    approved.add(option);
    return true;
  }

  /**
   * Takes back what an incident wrote: takes the undo that it proposes or else asks for one,
   * approves it and waits until it is done.
   *
   * @return empty when there is nothing to take back
   */
  Optional<Incident> undo(Incident incident) {
    Optional<Option> proposed = proposedUndo(incident);
    if (proposed.isEmpty()
        && undoing.propose(incident.id(), person(1)) instanceof Decide.Result.Done done) {
      proposed = proposedUndo(done.incident());
    }
    return proposed.map(
        undo -> {
          approve(incident, new Decider.Choice(undo, Map.of()));
          return toRest();
        });
  }

  private static Optional<Option> proposedUndo(Incident incident) {
    return incident.state() == State.AWAITING_APPROVAL
        ? Decider.options(incident).stream().filter(UndoOption::isUndo).findFirst()
        : Optional.empty();
  }

  /** What happened to an incident so far. */
  List<TimelineEntry> tell(String incident) {
    return store.timeline(incident);
  }

  private Optional<Option> replanned(Incident incident, Option option, Map<String, String> values) {
    Decide.Result result =
        replanning.plan(new Replanning.Request(incident.id(), person(1), option.id(), values));
    if (result instanceof Decide.Result.NotOpen) {
      return Optional.empty();
    }
    return Decider.options(require(result)).stream()
        .filter(one -> one.id().equals(option.id()))
        .findFirst();
  }

  private static Incident require(Decide.Result result) {
    if (result instanceof Decide.Result.Done done) {
      return done.incident();
    }
    throw new IllegalStateException("the person was answered with " + result);
  }

  private static Approval.Person person(int number) {
    return new Approval.Person("person-" + number, "Ada", "tenant", List.of("Approver"));
  }

  /** Until only a person can bring it on, or nobody. */
  private Incident toRest() {
    Instant limit = clock.instant().plus(STUCK);
    deliverDue();
    while (newest().state().isOpen() && newest().state() != State.AWAITING_APPROVAL) {
      Optional<Instant> next = queues.nextTime();
      if (next.isEmpty() || next.get().isAfter(limit)) {
        throw new IllegalStateException("stuck in " + newest().state());
      }
      pass(Duration.between(clock.instant(), next.get()));
      deliverDue();
    }
    return newest();
  }

  private void deliverDue() {
    for (Optional<FakeQueues.Message> next = queues.nextDue(clock.instant());
        next.isPresent();
        next = queues.nextDue(clock.instant())) {
      queues.messages().remove(next.get());
      if (next.get().body() instanceof Ports.TriageMessage message) {
        triage.handle(message);
      } else if (next.get().body() instanceof Ports.GateMessage message) {
        gate.handle(message);
      }
    }
  }

  /** Lets time pass in the twin, its operations included. */
  void pass(Duration time) {
    Duration left = time;
    while (!left.isZero() && !left.isNegative()) {
      Duration stride = left.compareTo(STRIDE) < 0 ? left : STRIDE;
      world.pass(stride);
      room.arm().settle();
      left = left.minus(stride);
    }
  }

  private Incident newest() {
    List<Incident> all = store.all();
    return all.get(all.size() - 1);
  }
}
