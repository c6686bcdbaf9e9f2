package io.gatewayresponder.lab.bus.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a sender hands in, before the queue has given it a number.
 *
 * @param messageId what duplicates are recognised by; null takes no part in duplicate detection
 * @param scheduledFor when the message shall become visible; null or past: at once
 */
public record Draft(
    @Nullable String messageId,
    @Nullable String sessionId,
    @Nullable Instant scheduledFor,
    Content content) {}
