package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One look that was taken, kept as evidence.
 *
 * @param what the thing in a person's words
 * @param call method and resource, such as {@code GET /subscriptions/...}
 * @param at when the look began
 * @param milliseconds how long it took
 * @param outcome {@code found}, or why not
 * @param document what Azure answered, as it came; null when nothing could be read
 */
public record Glance(
    String what,
    String call,
    Instant at,
    long milliseconds,
    String outcome,
    @Nullable JsonNode document) {}
