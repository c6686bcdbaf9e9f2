package io.gatewayresponder.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leave to make exactly one plan's changes, once.
 *
 * @param state where it stands; single use
 * @param optionId the option that was decided on; null while nobody voted
 * @param digest of the plan that was voted for; null while nobody voted
 * @param approversNeeded how many different people have to approve that option
 * @param votes the decisions so far, each by another person
 * @param expiresAt when it is too late; expiry means that nothing is done
 */
public record Approval(
    Status state,
    @Nullable String optionId,
    @Nullable String digest,
    int approversNeeded,
    List<Vote> votes,
    Instant expiresAt) {

  public Approval {
    votes = List.copyOf(votes);
  }

  /** The same approval, standing elsewhere. */
  public Approval with(Status status) {
    return new Approval(status, optionId, digest, approversNeeded, votes, expiresAt);
  }

  /** Where an approval stands. */
  public enum Status {
    PENDING,
    APPROVED,
    REJECTED,
    EXPIRED,
    /** The alerts cleared, or the plan no longer fits. */
    REVOKED,
    /** Used up by an execution. */
    REDEEMED
  }

  /** One person's decision. */
  public record Vote(Person by, boolean approve, String reason, Instant at) {}

  /**
   * Who decided, as the platform vouched for it.
   *
   * @param objectId the Entra object id
   * @param name for showing only
   * @param roles app roles at the time of the decision
   */
  public record Person(String objectId, String name, String tenantId, List<String> roles) {
    public Person {
      roles = List.copyOf(roles);
    }
  }
}
