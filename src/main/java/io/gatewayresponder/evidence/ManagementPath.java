package io.gatewayresponder.evidence;

import java.util.List;
import java.util.Optional;

/**
 * Whether Azure can manage the gateway's instances, as far as the gateway's subnet decides it: its
 * control plane (GatewayManager) has to reach them on a range of ports, its prober
 * (AzureLoadBalancer) too, and their answers have to leave for the Internet. Where they cannot, the
 * gateway works on and nobody learns how its back ends are.
 *
 * @param ports the range that has to be open as a whole
 * @param gatewayManager the rule that keeps the control plane out of at least one of the ports
 * @param loadBalancer the rule that keeps the prober out
 * @param ledAway the route that leads everything away from the Internet
 * @param why sentences about what could not be read or judged
 * @param notExamined sentences about what else could be in the way
 */
public record ManagementPath(
    String ports,
    Optional<Refused> gatewayManager,
    Optional<Refused> loadBalancer,
    Optional<LedAway> ledAway,
    List<String> why,
    List<String> notExamined) {

  /**
   * A rule that keeps a service of the platform out.
   *
   * @param port the first port at which it does
   */
  public record Refused(PlatformService service, ResourceId group, SecurityRule rule, int port) {
    /** The rule's id, made up as ARM does where the document has none. */
    public String ruleId() {
      return rule.idIn(group);
    }
  }

  /** A route that leads what belongs on the Internet elsewhere. */
  public record LedAway(ResourceId table, RouteTable.Route route) {
    /** The route's id, made up as ARM does where the document has none. */
    public String routeId() {
      return route.idIn(table);
    }
  }

  public boolean keepsGatewayManagerOut() {
    return gatewayManager.isPresent();
  }

  public boolean keepsLoadBalancerOut() {
    return loadBalancer.isPresent();
  }

  public boolean isLedAway() {
    return ledAway.isPresent();
  }

  /** True when a rule, which can be changed, is in the way. */
  public boolean isRefused() {
    return keepsGatewayManagerOut() || keepsLoadBalancerOut();
  }

  /** True when something could not be judged, and nothing that could be is in the way. */
  public boolean isUndecided() {
    return !isRefused() && !isLedAway() && !why.isEmpty();
  }

  public static ManagementPath look(Sight sight, Gateway gateway) {
    return new ManagementSurvey(sight, gateway).verdict();
  }
}
