package io.gatewayresponder.lab.twin.arm;

import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Who has which role where. */
public final class Access {
  /** A role given to somebody from a scope downwards. */
  public record Assignment(Principal principal, RoleDefinition role, String scope) {}

  private final List<Assignment> assignments;

  public Access(List<Assignment> assignments) {
    this.assignments = List.copyOf(assignments);
  }

  /**
   * The lab's assignments: the two identities have the product's own roles on the subscription, the
   * owner has everything everywhere.
   *
   * @param roles the directory with {@code triage.json} and {@code resolution.json}
   */
  public static Access ofLab(Path roles, String subscription) throws IOException {
    String scope = "/subscriptions/" + subscription;
    return new Access(
        List.of(
            new Assignment(
                Principal.TRIAGE, RoleDefinition.read(roles.resolve("triage.json")), scope),
            new Assignment(
                Principal.RESOLUTION, RoleDefinition.read(roles.resolve("resolution.json")), scope),
            new Assignment(Principal.OWNER, RoleDefinition.OWNER, "")));
  }

  /** Whether the principal has any role here, above or below: what makes a subscription visible. */
  boolean sees(Principal principal, String scope) {
    return assignments.stream()
        .anyMatch(
            one ->
                one.principal().equals(principal)
                    && (below(scope, one.scope()) || below(one.scope(), scope)));
  }

  /** Whether the principal may do this here. */
  boolean allows(Principal principal, String action, String scope) {
    return assignments.stream()
        .anyMatch(
            one ->
                one.principal().equals(principal)
                    && below(scope, one.scope())
                    && one.role().allows(action));
  }

  private static boolean below(String scope, String root) {
    String key = ResourceId.key(scope);
    String rootKey = ResourceId.key(root);
    return key.equals(rootKey) || key.startsWith(rootKey + "/");
  }
}
