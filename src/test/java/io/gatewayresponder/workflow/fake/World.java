package io.gatewayresponder.workflow.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.approval.Policy;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.Alert;
import io.gatewayresponder.incident.AlertReader;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Fingerprint;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.Scope;
import io.gatewayresponder.resolution.Answers;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Cure;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.Parameter;
import io.gatewayresponder.resolution.ParameterType;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Next;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.workflow.Decide;
import io.gatewayresponder.workflow.Gate;
import io.gatewayresponder.workflow.Intake;
import io.gatewayresponder.workflow.Outbox;
import io.gatewayresponder.workflow.Pace;
import io.gatewayresponder.workflow.Ports;
import io.gatewayresponder.workflow.Reconcile;
import io.gatewayresponder.workflow.Replanning;
import io.gatewayresponder.workflow.Triage;
import io.gatewayresponder.workflow.Undoing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole workflow over fakes. The fault is that rules are missing in a network security group;
 * the plan writes them, one change each.
 */
public final class World {
  /** The plan has two writes, so that a crash can fall between them. */
  public static final List<String> RULES = List.of("allow-gateway", "allow-balancer");

  public static final Duration TIME_TO_DECIDE = Duration.ofMinutes(60);
  private static final Duration LOCK = Duration.ofSeconds(30);

  public final ManualClock clock = new ManualClock();
  public final FakeStore store = new FakeStore();
  public final FakeQueues queues = new FakeQueues();
  public final FakeAzure azure = new FakeAzure(clock);
  public final FakeAnnouncer announcer = new FakeAnnouncer();
  public final List<Alert> firedInAzure = new ArrayList<>();
  public boolean writesEnabled = true;
  public int approversNeeded = 1;

  /** What a second cause, which the first hides, asks to be written; nothing for none. */
  public Optional<String> hiddenRule = Optional.empty();

  /** While true the walk sees a running gateway and healthy back ends, whatever the rules say. */
  public boolean looksHealthy;

  private int ids;

  public void trouble(Trouble trouble) {
    store.trouble(trouble);
    queues.trouble(trouble);
    azure.trouble(trouble);
    announcer.trouble(trouble);
  }

  private final Scope scope = Scope.parse("/subscriptions/10000000-0000-4000-8000-000000000001");

  // Everything below is made anew for each call, as after a restart.

  public Policy policy() {
    return new Policy(
        new Policy.Settings("Reader", "Approver", "tenant", TIME_TO_DECIDE, writesEnabled));
  }

  private Outbox outbox() {
    return new Outbox(store, queues, announcer);
  }

  public Intake intake() {
    return new Intake(new AlertReader(scope), store, outbox(), clock, () -> "i" + ++ids);
  }

  private static Pace pace() {
    return new Pace(Duration.ofSeconds(120), Duration.ofSeconds(30), 5);
  }

  public Triage triage() {
    return new Triage(
        store, azure, this::diagnose, this::options, outbox(), clock, TIME_TO_DECIDE, pace());
  }

  public Replanning replanning() {
    return new Replanning(store, azure, this::diagnose, this::options, policy(), clock);
  }

  public Undoing undoing() {
    return new Undoing(store, azure, policy(), outbox(), clock);
  }

  public Decide decide() {
    return new Decide(store, policy(), outbox(), clock);
  }

  public Gate gate() {
    return new Gate(
        store,
        queues,
        azure,
        azure,
        this::diagnose,
        this::options,
        policy(),
        outbox(),
        clock,
        pace());
  }

  public Reconcile reconcile() {
    return new Reconcile(
        store,
        queues,
        since -> Look.found(List.copyOf(firedInAzure)),
        intake(),
        outbox(),
        scope,
        clock);
  }

  private Diagnosis diagnose(Sight sight) {
    if (looksHealthy) {
      return healthy();
    }
    boolean busy =
        sight
            .networkSecurityGroup(FakeAzure.NSG)
            .asFound()
            .filter(
                it ->
                    it.document()
                        .path("properties")
                        .path("provisioningState")
                        .asText()
                        .equals("Updating"))
            .isPresent();
    Diagnosis.Conclusion conclusion = new Diagnosis.Conclusion.CauseFound();
    Next next = new Next.Propose(Family.A);
    if (busy) {
      conclusion = new Diagnosis.Conclusion.LookAgain(Duration.ofSeconds(60), "busy");
      next = new Next.LookAgain(Duration.ofSeconds(60), "busy");
    } else if (azure.hasRules(missing())) {
      conclusion = new Diagnosis.Conclusion.NoFault();
      next = new Next.Escalate("nothing");
    }
    boolean second = azure.hasRules(RULES) && hiddenRule.isPresent();
    Finding finding =
        second
            ? new Finding("2c.1", new Subject.Pool("api"), "404", "no such path", next, Map.of())
            : new Finding(
                "2c-1.1", new Subject.Pool("web"), "a rule blocks", "blocked", next, Map.of());
    return new Diagnosis(
        conclusion,
        List.of(List.of(finding)),
        List.of(),
        conclusion instanceof Diagnosis.Conclusion.CauseFound ? List.of(finding) : List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Fingerprint("s1-a", "f1-a"));
  }

  private static Diagnosis healthy() {
    Next onwards = new Next.GoTo("1b");
    Subject gateway = new Subject.WholeGateway();
    return new Diagnosis(
        new Diagnosis.Conclusion.Inconclusive("requests fail all the same"),
        List.of(
            List.of(
                new Finding("1a.1", gateway, "running", "running", onwards, Map.of()),
                new Finding("1b.1", gateway, "healthy", "healthy", new Next.Decide(), Map.of()))),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Fingerprint("s1-h", "f1-h"));
  }

  private List<Option> options(Diagnosis diagnosis, Sight sight, Answers answers) {
    if (!(diagnosis.conclusion() instanceof Diagnosis.Conclusion.CauseFound)) {
      return List.of();
    }
    Parameter number =
        new Parameter(
            "number",
            "Number of the first rule",
            ParameterType.WHOLE_NUMBER,
            100,
            4000,
            List.of(),
            answers
                .byOption()
                .getOrDefault("AllowGatewaySubnet:web-nsg", Map.of())
                .getOrDefault("number", "200")
                .strip(),
            "nothing is there yet");
    List<Change> changes = new ArrayList<>();
    for (String rule : azure.hasRules(RULES) ? missing() : RULES) {
      if (!azure.hasRules(List.of(rule))) {
        changes.add(
            new Change(
                FakeAzure.NSG.child("securityRules", rule),
                "2025-05-01",
                Change.Operation.PUT,
                "",
                null,
                rule(rule, Integer.parseInt(number.value()) + missing().indexOf(rule))));
      }
    }
    return List.of(
        new Option(
            "AllowGatewaySubnet:web-nsg",
            "AllowGatewaySubnet",
            Family.A,
            "Allow the gateway's subnet",
            "blocked",
            true,
            Option.Risk.LOW,
            approversNeeded,
            List.of(number),
            changes,
            List.of(),
            List.of(),
            List.of(),
            List.of(new Cure("2c-1.1", "pool web", List.of("web~plain"))),
            ""));
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>(RULES);
    hiddenRule.ifPresent(missing::add);
    return missing;
  }

  public static ObjectNode rule(String name, int priority) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode().put("name", name);
    rule.putObject("properties").put("priority", priority).put("access", "Allow");
    return rule;
  }

  // What the outside does.

  public Alert alert(String id, Alert.Condition condition, Instant at) {
    return new Alert(id, condition, "rule", "UnhealthyHostCount", "Sev1", FakeAzure.GATEWAY, at);
  }

  public Intake.Result fire(String id) {
    return intake().take(List.of(alert(id, Alert.Condition.FIRED, clock.instant())));
  }

  public Intake.Result resolve(String id) {
    return intake().take(List.of(alert(id, Alert.Condition.RESOLVED, clock.instant())));
  }

  public static Approval.Person person(String objectId) {
    return new Approval.Person(objectId, "Ada", "tenant", List.of("Approver"));
  }

  public Decide.Result vote(String objectId, boolean approve) {
    Incident incident = newest();
    Optional<Proposal> proposal = incident.proposals().stream().findFirst();
    return decide()
        .decide(
            new Decide.Request(
                incident.id(),
                person(objectId),
                proposal.map(Proposal::optionId).orElse("none"),
                proposal.map(Proposal::digest).orElse("none"),
                approve,
                "because"));
  }

  /** The incident that was opened last. */
  public Incident newest() {
    List<Incident> all = store.all();
    return all.get(all.size() - 1);
  }

  /** Delivers one message as its function would; a failure leaves it, to come again. */
  public boolean deliver(FakeQueues.Message message) {
    try {
      if (message.body() instanceof Ports.TriageMessage triage) {
        triage().handle(triage);
      } else if (message.body() instanceof Ports.GateMessage gate) {
        gate().handle(gate);
      }
      queues.messages().remove(message);
      return true;
    } catch (RuntimeException | Trouble.Crash e) {
      queues.messages().remove(message);
      queues.messages().add(message.at(clock.instant().plus(LOCK)));
      return false;
    }
  }

  /** Delivers what is due now, in order, until nothing is. */
  public void deliverDue() {
    for (Optional<FakeQueues.Message> next = queues.nextDue(clock.instant());
        next.isPresent();
        next = queues.nextDue(clock.instant())) {
      deliver(next.get());
    }
  }

  /** Lets time pass, delivering each message when it is due. */
  public void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    deliverDue();
    for (Optional<Instant> next = queues.nextTime();
        next.isPresent() && !next.get().isAfter(end);
        next = queues.nextTime()) {
      clock.advanceTo(next.get());
      deliverDue();
    }
    clock.advanceTo(end);
  }
}
