package io.gatewayresponder.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.workflow.Ports;
import io.gatewayresponder.workflow.Ports.Progress;
import io.gatewayresponder.workflow.Ports.Sent;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes to ARM, each request once. Its answer says first of all whether ARM may have taken the
 * change: what certainly was not taken can be sent again later; of what may have been, the caller
 * reads the resource before anything else.
 */
final class ArmRestWriter implements Ports.ArmWriter {
  private static final HttpHeaderName AZURE_ASYNC_OPERATION =
      HttpHeaderName.fromString("Azure-AsyncOperation");

  /** When ARM names no time: its documented default for long-running operations. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

  /** When ARM says "busy" without a time: gateway operations take minutes. */
  private static final Duration TRY_LATER = Duration.ofSeconds(30);

  private final ArmCalls calls;

  ArmRestWriter(ArmCalls calls) {
    this.calls = calls;
  }

  @Override
  public Sent send(Change change) {
    String address = calls.address(change.resourceId(), change.path(), change.apiVersion());
    HttpMethod method = HttpMethod.valueOf(change.operation().name());
    // For POST, "after" is what must become true, not what is sent.
    boolean hasBody =
        change.operation() == Change.Operation.PUT || change.operation() == Change.Operation.PATCH;
    ArmAnswer answer = calls.send(method, address, hasBody ? change.after() : null);
    if (answer instanceof ArmAnswer.Silent silent) {
      return silent.maybeSent()
          ? new Sent.Unsure(silent.detail())
          : new Sent.Refused(silent.why().name(), silent.detail(), true, TRY_LATER);
    }
    return judge((ArmAnswer.Answered) answer);
  }

  private Sent judge(ArmAnswer.Answered answer) {
    if (answer.succeeded()) {
      return accepted(answer);
    }
    ArmError error = ArmError.of(answer);
    int status = answer.status();
    if ((status >= 400 && status < 500) || status == 503) {
      return new Sent.Refused(
          error.code(), error.message(), canHelpLater(status, error), answer.retryAfter(TRY_LATER));
    }
    return new Sent.Unsure("HTTP " + status + " " + error.sentence());
  }

  private Sent accepted(ArmAnswer.Answered answer) {
    Optional<String> operation = answer.header(AZURE_ASYNC_OPERATION);
    if (operation.isEmpty() && answer.status() == 202) {
      operation = answer.header(HttpHeaderName.LOCATION);
      if (operation.isEmpty()) {
        return new Sent.Unsure("ARM accepted it without saying where to follow it");
      }
    }
    if (operation.isPresent() && !calls.isOurs(operation.get())) {
      return new Sent.Unsure("ARM named an address outside its own host for following it");
    }
    return new Sent.Accepted(
        operation.orElse(null),
        operation.isPresent() ? answer.retryAfter(LOOK_AGAIN) : Duration.ZERO);
  }

  private static boolean canHelpLater(int status, ArmError error) {
    return status == 408
        || status == 429
        || status == 503
        || error.anyCode("AnotherOperationInProgress")
        || error.anyCode("RetryableError")
        || error.anyCode("ReferencedResourceNotProvisioned");
  }

  @Override
  public Progress follow(String operation) {
    ArmAnswer answer = calls.get(operation);
    if (answer instanceof ArmAnswer.Silent silent) {
      return new Progress.Unclear(silent.detail());
    }
    ArmAnswer.Answered answered = (ArmAnswer.Answered) answer;
    int status = answered.status();
    if (status == 202 && stateOf(answered).isEmpty()) {
      return new Progress.Running(answered.retryAfter(LOOK_AGAIN));
    }
    if (answered.succeeded()) {
      return answered.understood() ? byState(answered) : new Progress.Unclear("not JSON");
    }
    ArmError error = ArmError.of(answered);
    // Polled by Location, a failed operation shows as its own refusal.
    if (status == 400 || status == 422 || (status == 409 && !canHelpLater(status, error))) {
      return new Progress.Failed(error.code(), error.message());
    }
    if (status == 403) {
      return new Progress.Forbidden(error.code(), error.message());
    }
    return new Progress.Unclear("HTTP " + status + " " + error.sentence());
  }

  private static Progress byState(ArmAnswer.Answered answer) {
    Optional<String> state = stateOf(answer);
    if (state.isEmpty()) {
      return new Progress.Succeeded();
    }
    ArmError error = ArmError.of(answer.body());
    return switch (state.get()) {
      case "succeeded" -> new Progress.Succeeded();
      // A failed operation is HTTP 200: only its state tells.
      case "failed" -> new Progress.Failed(orElse(error.code(), "Failed"), error.message());
      case "canceled", "cancelled" ->
          new Progress.Failed(orElse(error.code(), "Canceled"), error.message());
      default -> new Progress.Running(answer.retryAfter(LOOK_AGAIN));
    };
  }

  private static Optional<String> stateOf(ArmAnswer.Answered answer) {
    JsonNode body = answer.body();
    return body != null && body.path("status").isTextual()
        ? Optional.of(body.path("status").asText().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static String orElse(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  @Override
  public Look<JsonNode> read(ResourceId id, String apiVersion) {
    String what = Names.of(id);
    return ArmCalls.look(what, calls.get(calls.address(id, "", apiVersion)));
  }
}
