package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Json;
import org.jspecify.annotations.Nullable;

/** A refusal as Microsoft.Web words it: everything three times over, in capitals. */
final class WebError {
  private WebError() {}

  static ArmError notFound(String kind, String name) {
    return of(404, "NotFound", "51004", "Cannot find {0} with name {1}.", kind, name);
  }

  static ArmError nameTaken(String name) {
    return of(409, "Conflict", "54001", "Website with given name {0} already exists.", name);
  }

  /** Azure has a number for this one too; it was not recorded. */
  static ArmError hostTaken(String host) {
    String template = "The host name {0} is already assigned to another Azure website.";
    return of(409, "Conflict", null, template, host);
  }

  /** As above. */
  static ArmError badRequest(String template, String... parameters) {
    return of(400, "BadRequest", null, template, parameters);
  }

  private static ArmError of(
      int status,
      String code,
      @Nullable String extendedCode,
      String template,
      String... parameters) {
    String message = template;
    for (int i = 0; i < parameters.length; i++) {
      message = message.replace("{" + i + "}", parameters[i]);
    }
    ObjectNode body = Json.object().put("Code", code).put("Message", message).putNull("Target");
    var details = body.putArray("Details");
    details.addObject().put("Message", message);
    details.addObject().put("Code", code);
    ObjectNode entity =
        details
            .addObject()
            .putObject("ErrorEntity")
            .put("ExtendedCode", extendedCode)
            .put("MessageTemplate", template);
    var shown = entity.putArray("Parameters");
    for (String parameter : parameters) {
      shown.add(parameter);
    }
    entity.put("Code", code).put("Message", message);
    body.putNull("Innererror");
    return new ArmError(status, code, message).withBody(body);
  }
}
