package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.AddressRange;
import io.gatewayresponder.evidence.AppCaller;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets the gateway into apps by its public address. That is what App Service sees where the
 * gateway's subnet has no service endpoint, and nothing else: private addresses never match.
 */
final class AllowGatewayAddressInApp implements Resolution {
  @Override
  public Family family() {
    return Family.I;
  }

  @Override
  public String name() {
    return "AllowGatewayAddressInApp";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    List<Finding> refused = AppWords.refusals(causes);
    List<AppDoors.Door> doors = AppDoors.shut(refused, sight);
    return plan(doors, sight)
        .map(changes -> List.of(option(changes, doors, refused, sight)))
        .orElse(List.of());
  }

  static boolean works(List<Finding> refused, Sight sight) {
    return plan(AppDoors.shut(refused, sight), sight).isPresent();
  }

  private static Optional<List<Change>> plan(List<AppDoors.Door> doors, Sight sight) {
    List<String> addresses = addresses(sight);
    return doors.isEmpty() || addresses.isEmpty()
        ? Optional.empty()
        : AppAllow.plan(
            doors,
            List.of(),
            // Whichever of them the gateway leaves by, one rule holds it.
            rule -> rule.put("ipAddress", String.join(",", addresses)),
            sight);
  }

  private static List<String> addresses(Sight sight) {
    return AppDoors.caller(sight)
        .filter(caller -> !caller.throughEndpoint())
        .map(AppCaller::addresses)
        .orElse(List.of())
        .stream()
        .map(address -> address + "/" + AddressRange.of(address).bits())
        .toList();
  }

  private Option option(
      List<Change> changes, List<AppDoors.Door> doors, List<Finding> causes, Sight sight) {
    String addresses = addresses(sight).stream().collect(Collectors.joining(", "));
    boolean moves =
        sight
            .gateway()
            .asFound()
            .filter(gateway -> gateway.generation() == Gateway.Generation.V1)
            .isPresent();
    List<String> sideEffects = new ArrayList<>();
    sideEffects.add(
        "Everybody who leaves by %s gets in; with another public address, or with the service"
                .formatted(addresses)
            + " endpoint Microsoft.Web on its subnet, the gateway stays out again.");
    if (moves) {
      sideEffects.add("The public address of a v1 gateway may be another one after a start.");
    }
    return Option.draft(
            this,
            AppWords.names(doors),
            "Let %s into %s".formatted(addresses, AppWords.list(doors)))
        .why(AppWords.sentences(doors, sight))
        .recommended(true)
        .changes(changes)
        .sideEffects(sideEffects)
        .guidance(AppWords.guidance(doors))
        .cures(causes, sight)
        .recovery(AppWords.RECOVERY)
        .done();
  }
}
