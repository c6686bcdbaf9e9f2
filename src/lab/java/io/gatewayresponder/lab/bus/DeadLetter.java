package io.gatewayresponder.lab.bus;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message that nobody could handle, as the control room shows it. */
public record DeadLetter(
    long sequenceNumber,
    @Nullable String messageId,
    @Nullable String sessionId,
    Instant enqueuedAt,
    int failedDeliveries,
    String reason,
    String description,
    String body) {}
