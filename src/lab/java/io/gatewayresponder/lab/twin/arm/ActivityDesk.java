package io.gatewayresponder.lab.twin.arm;

import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.logs.ActivityEvent;
import io.gatewayresponder.lab.twin.logs.ActivityLog;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the changes that ARM accepted into the Activity Log, and how they ended. */
record ActivityDesk(ActivityLog log, Operations operations) {
  private static final Pattern OPERATION =
      Pattern.compile("/(?:operations|operationResults)/([^/?]+)");

  /** How the person at the lab is called there; an application is called by its object id. */
  private static final String OWNER = "owner@shop.example";

  /**
   * An accepted change.
   *
   * @param asked when it was asked for, by the log's clock
   */
  void accepted(Instant asked, ArmRequest request, ArmResponse response) {
    Principal principal = request.principal();
    String caller = principal.equals(Principal.OWNER) ? OWNER : principal.objectId();
    ActivityEvent started = log.start(asked, caller, request.action(), request.scope());
    Optional<String> operation = operation(response);
    if (operation.isPresent()) {
      operations.whenEnded(
          operation.get(), outcome -> log.end(started, outcome instanceof Outcome.Succeeded));
    } else {
      log.end(started, true);
    }
  }

  /** The long-running operation behind an answer; none when it was done at once. */
  private static Optional<String> operation(ArmResponse response) {
    String address =
        response
            .headers()
            .getOrDefault("Azure-AsyncOperation", response.headers().getOrDefault("Location", ""));
    Matcher matcher = OPERATION.matcher(address);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
