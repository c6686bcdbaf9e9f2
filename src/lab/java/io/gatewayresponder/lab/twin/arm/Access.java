package io.gatewayresponder.lab.twin.arm;

import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who has which role where, and the refusals of everybody else. */
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

  /** Throws a 403 when the principal may not do this here. */
  void require(Principal principal, String action, String scope) {
    if (!allows(principal, action, scope)) {
      throw new ArmError(
          403,
          "AuthorizationFailed",
          ("The client '%s' with object id '%s' does not have authorization to perform action '%s' over scope '%s' or the"
                  + " scope is invalid. If access was recently granted, please refresh your credentials.")
              .formatted(principal.clientId(), principal.objectId(), action, scope));
    }
  }

  /**
   * Throws a 403 when the principal may not use what the resource refers to. Azure asks for a right
   * on the referred resource too: a gateway cannot be put into a subnet that one may not join.
   */
  void requireLinked(
      Principal principal, String action, String scope, String linkedAction, Set<String> linked) {
    Set<String> refused = new TreeSet<>();
    for (String id : linked) {
      if (!allows(principal, linkedAction, id)) {
        refused.add(id);
      }
    }
    if (!refused.isEmpty()) {
      throw new ArmError(
          403,
          "LinkedAuthorizationFailed",
          ("The client '%s' with object id '%s' has permission to perform action '%s' on scope '%s'; however, it does not have"
                  + " permission to perform action(s) '%s' on the linked scope(s) '%s' (respectively) or the linked scope(s)"
                  + " are invalid.")
              .formatted(
                  principal.clientId(),
                  principal.objectId(),
                  action,
                  scope,
                  linkedAction,
                  String.join(",", refused)));
    }
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
