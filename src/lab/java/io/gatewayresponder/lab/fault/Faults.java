package io.gatewayresponder.lab.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  /** The rows of the guide that nothing in the twin can bring about, and why. */
  public static Map<String, String> unreachable() {
    return Map.of();
  }
}
