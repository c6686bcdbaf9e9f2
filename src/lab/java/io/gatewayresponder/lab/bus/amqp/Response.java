package io.gatewayresponder.lab.bus.amqp;

import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.message.Message;

/** A node's answer: a status in the manner of HTTP, and a body. */
final class Response {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;

  private Response() {}

  static Message ok(Map<String, ?> body) {
    Message response = status(OK, "OK", Map.of());
    response.setBody(new AmqpValue(body));
    return response;
  }

  /** The answer to a token, under the status name that the older protocol of that node uses. */
  static Message tokenAccepted() {
    Message response = Proton.message();
    response.setApplicationProperties(
        new ApplicationProperties(
            Map.of("status-code", ACCEPTED, "status-description", "Accepted")));
    return response;
  }

  static Message nothing() {
    return status(NO_CONTENT, "No Content", Map.of());
  }

  static Message failed(int status, Symbol condition, String description) {
    return status(status, description, Map.of("errorCondition", condition));
  }

  private static Message status(int code, String description, Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("statusCode", code);
    properties.put("statusDescription", description);
    Message response = Proton.message();
    response.setApplicationProperties(new ApplicationProperties(properties));
    return response;
  }
}
