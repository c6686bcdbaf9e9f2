package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.AddressRange;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.SecurityRule;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replaces, in an Allow that names single addresses of the gateway's instances, these addresses by
 * the subnet's range. Instances get other addresses whenever the platform renews them; the subnet
 * stays. Other sources of the rule stay as they are, and so does everything else in it.
 */
final class ReplaceInstanceAddresses implements Resolution {
  @Override
  public Family family() {
    return Family.A;
  }

  @Override
  public String name() {
    return "ReplaceInstanceAddresses";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    List<Finding> alike = Refusals.alike(causes, sight);
    return plan(alike, sight)
        .asWrites()
        .map(writes -> List.of(option(writes, alike, sight)))
        .orElse(List.of());
  }

  static ClearPath.Plan plan(List<Finding> causes, Sight sight) {
    return ClearPath.plan(causes, sight, (refusals, then) -> next(refusals, then, causes));
  }

  private static ClearPath.Plan next(List<Refusal> refusals, Sight then, List<Finding> causes) {
    Refusal first = refusals.get(0);
    List<Refusal> same = refusals.stream().filter(first::isSameRule).toList();
    for (SecurityRule allow : earlierAllows(first.in(then), first)) {
      Change change = change(first, allow);
      boolean opens =
          Refusals.of(causes, new SightAfter(then, List.of(change))).stream()
              .noneMatch(later -> same.stream().anyMatch(it -> isStill(later, it)));
      if (opens) {
        return new ClearPath.Plan.Writes(List.of(change), same);
      }
    }
    return new ClearPath.Plan.Impossible("no earlier Allow names addresses of the gateway");
  }

  private static boolean isStill(Refusal later, Refusal refusal) {
    return later.isInSameList(refusal)
        && later.server().equals(refusal.server())
        && later.port() == refusal.port();
  }

  private static List<SecurityRule> earlierAllows(NetworkSecurityGroup group, Refusal refusal) {
    return group.rulesByPriority(refusal.rule().direction()).stream()
        .filter(rule -> !rule.isDefault() && !rule.denies())
        .filter(rule -> rule.priority() < refusal.rule().priority())
        .filter(rule -> rule.sources().stream().anyMatch(it -> isOfGateway(it, refusal)))
        .toList();
  }

  /** True for addresses within the gateway's subnet that are not all of it. */
  private static boolean isOfGateway(String source, Refusal refusal) {
    List<AddressRange> subnet = AddressRange.all(refusal.gatewayPrefixes());
    return AddressRange.find(source)
        .filter(range -> range.isCoveredBy(subnet) && !subnet.contains(range))
        .isPresent();
  }

  private static Change change(Refusal refusal, SecurityRule allow) {
    Set<String> sources = new LinkedHashSet<>();
    for (String source : allow.sources()) {
      if (isOfGateway(source, refusal)) {
        int bits = AddressRange.of(source).bits();
        refusal.gatewayPrefixes().stream()
            .filter(prefix -> AddressRange.of(prefix).bits() == bits)
            .forEach(sources::add);
      } else {
        sources.add(source);
      }
    }
    ObjectNode body = (ObjectNode) Volatile.body(allow.document());
    ObjectNode properties = body.withObject("/properties");
    properties.remove("sourceAddressPrefix");
    properties.remove("sourceAddressPrefixes");
    AllowRule.addresses(properties, "source", List.copyOf(sources));
    return Change.put(refusal.group().child("securityRules", allow.name()), allow.document(), body);
  }

  private Option option(ClearPath.Plan.Writes writes, List<Finding> causes, Sight sight) {
    List<String> rules =
        writes.changes().stream()
            .map(change -> change.document().name() + "/" + change.resourceId().name())
            .toList();
    String range =
        writes.cleared().stream()
            .flatMap(refusal -> refusal.gatewayPrefixes().stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return Option.draft(
            this,
            String.join("+", rules),
            "Let %s allow all of the gateway's subnet (%s) instead of single addresses"
                .formatted(String.join(" and ", rules), range))
        .why(
            "%s allows addresses that the gateway's instances had; they have others now. %s"
                .formatted(String.join(" and ", rules), RefusalWords.sentences(writes.cleared())))
        // A wider range may have been chosen to keep some of the subnet out.
        .recommended(writes.changes().stream().allMatch(ReplaceInstanceAddresses::isOfInstances))
        .changes(writes.changes())
        .sideEffects(sideEffects(writes.changes()))
        .guidance(RefusalWords.notJudged(writes.changes(), causes, sight))
        .cures(causes, sight)
        .recovery(RefusalWords.RECOVERY)
        .done();
  }

  /** True where what goes out of the rule are single addresses. */
  private static boolean isOfInstances(Change change) {
    List<String> kept = rule(change.after()).sources();
    return rule(change.before()).sources().stream()
        .filter(source -> !kept.contains(source))
        .flatMap(source -> AddressRange.find(source).stream())
        .allMatch(range -> range.first().equals(range.last()));
  }

  private static SecurityRule rule(@Nullable JsonNode document) {
    return new SecurityRule(Objects.requireNonNull(document), false);
  }

  private static List<String> sideEffects(List<Change> changes) {
    List<String> sideEffects = new ArrayList<>();
    for (Change change : changes) {
      SecurityRule rule = rule(change.before());
      sideEffects.add(
          "What %s allows (port %s of %s) it allows to everything in the gateway's subnet."
              .formatted(
                  rule.name(),
                  String.join(", ", rule.destinationPorts()),
                  String.join(", ", rule.destinations())));
    }
    return sideEffects;
  }
}
