package io.gatewayresponder.runbook;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.RecentChange;
import io.gatewayresponder.evidence.RecentChanges;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.Subnet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Who changed what lately at the gateway, at its network, and at whatever the walks named. */
final class Surroundings {
  /**
   * The gateway's group, its network's, and one of a cause elsewhere; each is a call of its own.
   */
  private static final int MOST_GROUPS = 3;

  private Surroundings() {}

  /**
   * @param unreadable takes a sentence for each log that could not be read
   */
  static List<RecentChange> changes(
      Sight sight, List<List<Finding>> walks, Consumer<String> unreadable) {
    Set<ResourceId> concerned = concerned(sight, walks);
    Map<String, ResourceId> groups = new LinkedHashMap<>();
    concerned.forEach(
        id ->
            groups.putIfAbsent(
                id.subscription() + "/" + id.resourceGroup().toLowerCase(java.util.Locale.ROOT),
                id));
    List<RecentChanges> logs = new ArrayList<>();
    groups.values().stream()
        .limit(MOST_GROUPS)
        .forEach(
            id -> {
              Look<RecentChanges> look = sight.recentChanges(id);
              if (look instanceof Look.Unreadable<RecentChanges> not) {
                unreadable.accept(not.sentence());
              }
              look.asFound().ifPresent(logs::add);
            });
    return RecentChange.of(logs, concerned);
  }

  /** The gateway first: its group's log is the one to read when only some can be. */
  private static Set<ResourceId> concerned(Sight sight, List<List<Finding>> walks) {
    Set<ResourceId> concerned = new LinkedHashSet<>();
    concerned.add(sight.gatewayId());
    sight
        .gateway()
        .asFound()
        .flatMap(Gateway::subnetId)
        .map(ResourceId::root)
        .ifPresent(
            network -> {
              concerned.add(network);
              sight
                  .virtualNetwork(network)
                  .asFound()
                  .ifPresent(
                      found ->
                          found.subnets().forEach(subnet -> concerned.addAll(attached(subnet))));
            });
    named(walks).stream()
        .flatMap(value -> ResourceId.find(value).stream())
        .map(ResourceId::root)
        .forEach(concerned::add);
    return concerned;
  }

  /** What may be an id in the walks' facts. */
  private static Set<String> named(List<List<Finding>> walks) {
    // Walks that part late share most of their findings: each is looked at once.
    Set<Finding> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<String> named = new LinkedHashSet<>();
    for (List<Finding> walk : walks) {
      for (Finding finding : walk) {
        if (seen.add(finding)) {
          finding.facts().values().stream()
              .filter(value -> value.startsWith("/"))
              .forEach(named::add);
        }
      }
    }
    return named;
  }

  private static List<ResourceId> attached(Subnet subnet) {
    List<ResourceId> attached = new ArrayList<>();
    subnet.networkSecurityGroupId().ifPresent(attached::add);
    subnet.routeTableId().ifPresent(attached::add);
    return attached;
  }
}
