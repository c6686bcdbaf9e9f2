package io.gatewayresponder.lab.bus.queue;

import java.util.Map;

/**
 * Why a message is among the dead letters: two application properties that Service Bus adds to it.
 */
public final class DeadLetterReason {
  public static final String REASON = "DeadLetterReason";
  public static final String DESCRIPTION = "DeadLetterErrorDescription";

  private DeadLetterReason() {}

  static Map<String, Object> tooManyDeliveries(int most) {
    return Map.of(
        REASON,
        "MaxDeliveryCountExceeded",
        DESCRIPTION,
        "Message could not be consumed after " + most + " delivery attempts.");
  }
}
