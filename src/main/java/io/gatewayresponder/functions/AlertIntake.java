package io.gatewayresponder.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.gatewayresponder.workflow.Intake;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;

/**
 * Where Azure Monitor's action group delivers alerts. Azure repeats a delivery only after 408, 429,
 * 503 or 504, so whatever keeps us from recording an alert is answered with 503.
 */
public final class AlertIntake {
  /** Azure waits for its own 5 to 40 seconds; the header is for everybody else. */
  private static final String RETRY_AFTER_SECONDS = "5";

  private final Supplier<Intake> intake;

  /**
   * @param intake made at the first alert, so that a wrong setting is a 503 with its reason in the
   *     log and not a lost alert
   */
  public AlertIntake(Supplier<Intake> intake) {
    this.intake = intake;
  }

  @FunctionName("AlertIntake")
  public HttpResponseMessage receive(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "alerts")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    Intake.Result result;
    try {
      byte[] body = request.getBody().orElse("").getBytes(StandardCharsets.UTF_8);
      result = intake.get().receive(body);
    } catch (RuntimeException e) {
      context.getLogger().log(Level.SEVERE, "an alert could not be recorded; Azure repeats it", e);
      return request
          .createResponseBuilder(HttpStatus.SERVICE_UNAVAILABLE)
          .header("Content-Type", "application/json; charset=utf-8")
          .header("Retry-After", RETRY_AFTER_SECONDS)
          .body("{\"status\":\"unavailable\",\"reason\":\"not recorded; send it again\"}")
          .build();
    }
    return answer(request, result);
  }

  private static HttpResponseMessage answer(HttpRequestMessage<?> request, Intake.Result result) {
    if (result instanceof Intake.Result.Accepted accepted) {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", "accepted");
      accepted.incidentIds().forEach(body.putArray("incidents")::add);
      return Http.json(request, HttpStatus.ACCEPTED, body);
    }
    if (result instanceof Intake.Result.Duplicate) {
      return Http.say(request, HttpStatus.ACCEPTED, "duplicate", "this alert is recorded already");
    }
    if (result instanceof Intake.Result.Ignored ignored) {
      return Http.say(request, HttpStatus.ACCEPTED, "ignored", ignored.reason());
    }
    if (result instanceof Intake.Result.OutOfScope out) {
      return Http.say(request, HttpStatus.FORBIDDEN, "out of scope", out.reason());
    }
    if (result instanceof Intake.Result.TooLarge large) {
      return Http.say(request, HttpStatus.valueOf(413), "too large", large.reason());
    }
    Intake.Result.Bad bad = (Intake.Result.Bad) result;
    return Http.say(request, HttpStatus.BAD_REQUEST, "bad request", bad.reason());
  }
}
