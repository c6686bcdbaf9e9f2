package io.gatewayresponder.approval;

import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Approval.Person;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Who may read and who may decide. Asked when a person decides, and once more when the decision is
 * carried out, so that neither a button nor a message carries any authority of its own.
 */
public final class Policy {
  /**
   * @param readerRole the app role that may read incidents; approvers may as well
   * @param approverRole the app role that may decide
   * @param tenantId people of other tenants are refused; empty when the platform's sign-in is all
   *     there is
   * @param timeToDecide from the proposal; also how long an approval stays good for
   * @param writesEnabled the one switch that suspends all writes
   */
  public record Settings(
      String readerRole,
      String approverRole,
      String tenantId,
      Duration timeToDecide,
      boolean writesEnabled) {}

  /** Whether something may be done. */
  public sealed interface Verdict {
    record Yes() implements Verdict {}

    /** And why not, in a sentence for the person who asked. */
    record No(String reason) implements Verdict {}
  }

  private static final Verdict YES = new Verdict.Yes();

  private final Settings settings;

  public Policy(Settings settings) {
    this.settings = settings;
  }

  public Duration timeToDecide() {
    return settings.timeToDecide();
  }

  /** May this person see incidents? */
  public Verdict mayRead(Person person) {
    if (!known(person)) {
      return no("not signed in with an account of this organisation");
    }
    return has(person, settings.readerRole()) || has(person, settings.approverRole())
        ? YES
        : no("the role " + settings.readerRole() + " is needed");
  }

  /** May this person decide on proposals at all? What is decided on is not looked at. */
  public Verdict mayDecide(Person person) {
    if (!known(person)) {
      return no("not signed in with an account of this organisation");
    }
    return has(person, settings.approverRole())
        ? YES
        : no("the role " + settings.approverRole() + " is needed");
  }

  /** May this person approve, or reject, this proposal now? */
  public Verdict mayDecide(Person person, Incident incident, Proposal proposal, boolean approve) {
    if (mayDecide(person) instanceof Verdict.No no) {
      return no;
    }
    if (incident.state() != State.AWAITING_APPROVAL) {
      return no("the incident does not wait for a decision");
    }
    if (!proposal.writes()) {
      return no("guidance writes nothing, so there is nothing to decide");
    }
    return approve && !settings.writesEnabled() ? suspended() : YES;
  }

  /**
   * May this approved proposal be carried out now? The people are judged by the roles that they had
   * when they voted; everything else by how it is now.
   */
  public Verdict mayExecute(Incident incident, Proposal proposal, Instant now) {
    Approval approval = incident.approval();
    if (incident.state() != State.APPROVED
        || approval == null
        || approval.state() != Approval.Status.APPROVED) {
      return no("there is no approval to redeem");
    }
    if (!proposal.optionId().equals(approval.optionId())
        || !proposal.digest().equals(approval.digest())) {
      return no("the approval is for another plan");
    }
    if (!settings.writesEnabled()) {
      return suspended();
    }
    List<Approval.Vote> valid =
        approval.votes().stream()
            .filter(Approval.Vote::approve)
            .filter(vote -> mayDecide(vote.by()) instanceof Verdict.Yes)
            .toList();
    long people = valid.stream().map(vote -> vote.by().objectId()).distinct().count();
    int needed = Math.max(1, Math.max(proposal.approversNeeded(), approval.approversNeeded()));
    if (people < needed) {
      return no(people + " of " + needed + " different people with the needed role approved");
    }
    boolean stale =
        valid.stream().anyMatch(vote -> now.isAfter(vote.at().plus(settings.timeToDecide())));
    return stale
        ? no("the approval is older than " + settings.timeToDecide().toMinutes() + " minutes")
        : YES;
  }

  private boolean known(Person person) {
    boolean ourTenant =
        settings.tenantId().isBlank() || settings.tenantId().equalsIgnoreCase(person.tenantId());
    return !person.objectId().isBlank() && ourTenant;
  }

  /** A role that is not configured is nobody's. */
  private static boolean has(Person person, String role) {
    return !role.isBlank() && person.roles().contains(role);
  }

  private static Verdict suspended() {
    return no("all writes are suspended");
  }

  private static Verdict no(String reason) {
    return new Verdict.No(reason);
  }
}
