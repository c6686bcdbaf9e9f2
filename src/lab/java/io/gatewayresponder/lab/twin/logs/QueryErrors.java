package io.gatewayresponder.lab.twin.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.logs.kql.KqlError;

/** The log query service's refusals, in its words. */
public final class QueryErrors {
  private QueryErrors() {}

  /** No such workspace, or no such address. */
  public static ArmError pathNotFound() {
    return refusal(404, "PathNotFoundError", "The requested path does not exist");
  }

  /** The caller may not read this. */
  public static ArmError insufficientAccess() {
    return refusal(
        403,
        "InsufficientAccessError",
        "The provided credentials have insufficient access to perform the requested operation");
  }

  /** What is wrong with a request that is no matter of the query itself. */
  public static ArmError badArgument(String code, String message) {
    return invalid(Json.object().put("code", code).put("message", message));
  }

  static ArmError of(KqlError error) {
    String message = String.valueOf(error.getMessage());
    return switch (error.kind()) {
      case NOT_SIMULATED -> refusal(501, error.code(), message);
      case SYNTAX ->
          invalid(inner("SyntaxError", "A syntax error occurred.", error.code(), message));
      case SEMANTIC ->
          invalid(inner("SemanticError", "A semantic error occurred.", error.code(), message));
    };
  }

  /** Beside the rows that there is room for. */
  static ObjectNode tooManyRows(long most) {
    ObjectNode error =
        Json.object()
            .put("code", "PartialError")
            .put("message", "There were some errors when processing your query.");
    error
        .putArray("details")
        .addObject()
        .put("code", "EngineError")
        .put("message", "Something went wrong processing your query on the server.")
        .putObject("innererror")
        .put("code", "-2133196797")
        .put("message", "The results of this query exceed the set limit of " + most + " records.")
        .put("severity", 2)
        .put("severityName", "Error");
    return error;
  }

  private static ObjectNode inner(String kind, String text, String code, String message) {
    ObjectNode inner = Json.object().put("code", kind).put("message", text);
    inner.putObject("innererror").put("code", code).put("message", message);
    return inner;
  }

  private static ArmError invalid(ObjectNode inner) {
    String message = "The request had some invalid properties";
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("message", message)
        .put("code", "BadArgumentError")
        .set("innererror", inner);
    return new ArmError(400, "BadArgumentError", message).withBody(body);
  }

  private static ArmError refusal(int status, String code, String message) {
    ObjectNode body = Json.object();
    body.putObject("error").put("message", message).put("code", code);
    return new ArmError(status, code, message).withBody(body);
  }
}
