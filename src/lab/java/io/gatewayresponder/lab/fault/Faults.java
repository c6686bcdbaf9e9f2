package io.gatewayresponder.lab.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The catalogue: every fault that the twin can be given, family by family. */
public final class Faults {
  private Faults() {}

  public static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    all.addAll(StateFaults.all());
    all.addAll(SecurityGroupFaults.all());
    all.addAll(ListeningFaults.all());
    all.addAll(ProbeFaults.all());
    all.addAll(PoolFaults.all());
    all.addAll(NameFaults.all());
    all.addAll(CertificateFaults.all());
    all.addAll(RouteFaults.all());
    all.addAll(ManagementFaults.all());
    all.addAll(RoutingFaults.all());
    all.addAll(CapacityFaults.all());
    all.addAll(AppServiceFaults.all());
    all.addAll(DataPathFaults.all());
    all.addAll(AccessFaults.all());
    return List.copyOf(all);
  }

  /**
   * Rows that a walk passes on its way to those which the faults themselves claim, such as the
   * choice of the probe; which of them depends on the topology that a fault meets. The benchmark
   * fails where none of its walks passes one.
   */
  public static Set<String> onTheWay() {
    return Set.of(
        "2a.2", "2b.2", "2c.3", "2c.4", "3.3", "4.4", "5.1", "5.5", "6a.2", "6b.1", "6b.4", "map.1",
        "map.2", "map.3", "map.4", "map.5", "map.6", "map.7", "map.8", "map.9", "map.10", "map.11",
        "map.12");
  }

  /** The rows of the guide that nothing in the twin can bring about, and why. */
  public static Map<String, String> unreachable() {
    Map<String, String> why = new TreeMap<>();
    why.put(
        "1b.5",
        "Azure refuses a rule that names a missing pool, so a gateway without any pool only"
            + " redirects, and no request of its fails.");
    why.put(
        "2b.3",
        "Where management traffic is blocked the twin shows Unknown, as the documents say, and step"
            + " 1b-1 names the rule; only older recorded answers say Unhealthy.");
    why.put(
        "2b.4",
        "One successful probe restores a server, so no fault that lasts shows a success and"
            + " Unhealthy together.");
    why.put(
        "2d.1",
        "Walks come to step 2d for certificates only, and nothing but an HTTPS probe meets one.");
    why.put(
        "2d.2",
        "The twin's gateway and the handshake judge the same chain alike: a certificate that is"
            + " fine is not refused.");
    why.put("4.3", "It is about the three minutes after a recovery; an injected fault lasts.");
    return why;
  }
}
