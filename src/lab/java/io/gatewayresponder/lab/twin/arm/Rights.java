package io.gatewayresponder.lab.twin.arm;

import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.estate.ArmError;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rights that one request takes. Each that is asked for is remembered, so that the call log
 * tells which actions a role needs, and which one was missing.
 */
final class Rights {
  private final Access access;
  private final Principal principal;
  private final Set<String> needed = new LinkedHashSet<>();
  private final Set<String> lacking = new LinkedHashSet<>();

  Rights(Access access, Principal principal) {
    this.access = access;
    this.principal = principal;
  }

  /** Throws a 403 when the caller may not do this here. */
  void require(String action, String scope) {
    if (!have(action, scope)) {
      throw new ArmError(
          403,
          "AuthorizationFailed",
          ("The client '%s' with object id '%s' does not have authorization to perform action '%s' over scope '%s' or the"
                  + " scope is invalid. If access was recently granted, please refresh your credentials.")
              .formatted(principal.clientId(), principal.objectId(), action, scope));
    }
  }

  /**
   * Throws a 403 when the caller may not use what the resource refers to. Azure asks for a right on
   * the referred resource too: a gateway cannot be put into a subnet that one may not join.
   *
   * @param action that the caller has on the scope
   * @param linkedAction that it takes on each of the linked scopes
   */
  void requireLinked(String action, String scope, String linkedAction, Set<String> linked) {
    Set<String> refused = new TreeSet<>();
    for (String id : linked) {
      if (!have(linkedAction, id)) {
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

  /** Whether the caller may do this here. */
  boolean have(String action, String scope) {
    needed.add(action);
    boolean allowed = access.allows(principal, action, scope);
    if (!allowed) {
      lacking.add(action);
    }
    return allowed;
  }

  /** Every action that was asked for so far, in the order of asking. */
  Set<String> needed() {
    return needed;
  }

  /** Those of them that the caller does not have. */
  Set<String> lacking() {
    return lacking;
  }
}
