package io.gatewayresponder.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One change that somebody made: the events of the Activity Log that belong together. Most outages
 * follow a change, so a person wants to see who changed what before anything else.
 *
 * @param at when it began
 * @param who a person's name or an application's id; text from outside
 * @param what the operation, such as {@code Microsoft.Network/networkSecurityGroups/write}
 * @param resource the id of what was changed, as ARM writes it
 * @param outcome Succeeded or Failed; Started or Accepted while it is under way
 */
public record RecentChange(Instant at, String who, String what, String resource, String outcome) {
  /** What a person reads at night; the Activity Log itself has the rest. */
  private static final int MOST = 20;

  /** Actions that only look; our own probes of health are among them. */
  private static final Set<String> LOOKS =
      Set.of(
          "/backendhealth/action",
          "/getbackendhealthondemand/action",
          "/connectivitycheck/action",
          "/effectivenetworksecuritygroups/action",
          "/effectiveroutetable/action");

  /** The newest changes of these resources and their parts, newest first. */
  public static List<RecentChange> of(
      Collection<RecentChanges> logs, Collection<ResourceId> concerned) {
    Map<String, List<RecentChanges.Entry>> same = new LinkedHashMap<>();
    for (RecentChanges log : logs) {
      for (RecentChanges.Entry entry : log.entries()) {
        if (isChange(entry) && concerns(entry.resourceId(), concerned)) {
          same.computeIfAbsent(key(entry), any -> new ArrayList<>()).add(entry);
        }
      }
    }
    return same.values().stream()
        .flatMap(events -> join(events).stream())
        .sorted(Comparator.comparing(RecentChange::at).reversed())
        .limit(MOST)
        .toList();
  }

  /** What was done to what, in a person's words, such as {@code wrote web-nsg/deny-8080}. */
  public String summary() {
    String to = ResourceId.find(resource).map(ResourceId::shortName).orElse(resource);
    boolean done = outcome.equalsIgnoreCase("Succeeded");
    return verb(what) + " " + to + (done ? "" : " (" + outcome.toLowerCase(Locale.ROOT) + ")");
  }

  private static String verb(String operation) {
    String[] parts = operation.split("/", -1);
    String last = parts[parts.length - 1].toLowerCase(Locale.ROOT);
    if (last.equals("action") && parts.length > 1) {
      return parts[parts.length - 2];
    }
    return switch (last) {
      case "write" -> "wrote";
      case "delete" -> "deleted";
      default -> operation;
    };
  }

  private static String key(RecentChanges.Entry entry) {
    return (entry.correlationId() + " " + entry.operation() + " " + entry.resourceId())
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isChange(RecentChanges.Entry entry) {
    String operation = entry.operation().toLowerCase(Locale.ROOT);
    return !operation.endsWith("/read") && LOOKS.stream().noneMatch(operation::endsWith);
  }

  private static boolean concerns(String id, Collection<ResourceId> concerned) {
    return ResourceId.find(id)
        .map(found -> concerned.stream().anyMatch(one -> found.isWithin(one.toString())))
        .orElse(false);
  }

  /** Nothing where no event has a time that can be read. */
  private static Optional<RecentChange> join(List<RecentChanges.Entry> events) {
    List<RecentChanges.Entry> timed =
        events.stream()
            .filter(event -> event.at().isPresent())
            .sorted(Comparator.comparing(event -> event.at().orElseThrow()))
            .toList();
    if (timed.isEmpty()) {
      return Optional.empty();
    }
    RecentChanges.Entry first = timed.get(0);
    return Optional.of(
        new RecentChange(
            first.at().orElseThrow(),
            first.caller(),
            first.operation(),
            first.resourceId(),
            outcome(timed)));
  }

  /** Events of one instant come in any order: an end outweighs a beginning. */
  private static String outcome(List<RecentChanges.Entry> events) {
    String last = events.get(events.size() - 1).status();
    return events.stream()
        .map(RecentChanges.Entry::status)
        .filter(status -> status.equalsIgnoreCase("Succeeded") || status.equalsIgnoreCase("Failed"))
        .findFirst()
        .orElse(last);
  }
}
