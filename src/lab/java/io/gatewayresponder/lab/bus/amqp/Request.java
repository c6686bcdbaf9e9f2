package io.gatewayresponder.lab.bus.amqp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/** A management request: an operation's name and a map of arguments. */
record Request(String operation, Optional<String> linkName, Map<?, ?> arguments) {
  static Request of(Message message) {
    ApplicationProperties properties = message.getApplicationProperties();
    Map<String, Object> named =
        properties == null || properties.getValue() == null ? Map.of() : properties.getValue();
    Object body = message.getBody() instanceof AmqpValue value ? value.getValue() : null;
    return new Request(
        String.valueOf(named.get("operation")),
        Optional.ofNullable(named.get("associated-link-name")).map(Object::toString),
        body instanceof Map<?, ?> map ? map : Map.of());
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(arguments.get(name)).map(Object::toString);
  }

  String session() {
    return text("session-id").orElse("");
  }

  long number(String name) {
    return arguments.get(name) instanceof Number number ? number.longValue() : 0;
  }

  long[] numbers(String name) {
    Object value = arguments.get(name);
    if (value instanceof long[] numbers) {
      return numbers;
    }
    return value instanceof Object[] objects
        ? Arrays.stream(objects).mapToLong(number -> ((Number) number).longValue()).toArray()
        : new long[0];
  }

  /** The encoded messages of a request to schedule them. */
  List<byte[]> messages() {
    List<byte[]> messages = new ArrayList<>();
    if (arguments.get("messages") instanceof List<?> entries) {
      for (Object entry : entries) {
        if (entry instanceof Map<?, ?> map && map.get("message") instanceof Binary encoded) {
          messages.add(Bytes.of(encoded));
        }
      }
    }
    return messages;
  }

  @Nullable Map<?, ?> map(String name) {
    return arguments.get(name) instanceof Map<?, ?> map ? map : null;
  }

  Optional<byte[]> bytes(String name) {
    return arguments.get(name) instanceof Binary binary
        ? Optional.of(Bytes.of(binary))
        : Optional.empty();
  }

  List<UUID> tokens() {
    return arguments.get("lock-tokens") instanceof Object[] tokens
        ? Arrays.stream(tokens).map(UUID.class::cast).toList()
        : List.of();
  }
}
