package io.gatewayresponder.evidence;

/**
 * Whether clients get in at a public front-end port, as far as the network security group of the
 * gateway's subnet decides it. It is shut only where no client at all gets in: a rule that lets in
 * some addresses, or a tag whose addresses nobody knows here, lets clients in.
 */
public sealed interface ClientPath {
  /** Clients get in, or there is nothing that could keep them out. */
  record Open() implements ClientPath {}

  /** This rule keeps everyone out, and nobody is let in before it. */
  record Shut(ResourceId group, SecurityRule rule) implements ClientPath {
    public ResourceId ruleId() {
      String kind = rule.isDefault() ? "defaultSecurityRules" : "securityRules";
      return rule.id().orElseGet(() -> group.child(kind, rule.name()));
    }
  }

  /** What could not be read or judged. */
  record Undecided(String why) implements ClientPath {}

  static ClientPath look(Sight sight, Gateway gateway, Listener listener) {
    return ClientSurvey.look(sight, gateway, listener);
  }
}
