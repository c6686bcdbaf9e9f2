package io.gatewayresponder.workflow;

import java.time.Duration;

/**
 * How patient the responder is.
 *
 * @param lookAgain between two walks while a gateway is between two states
 * @param verifyEvery between two looks for recovery; about a probe interval
 * @param verifyLooks how many of them before a person goes on
 */
public record Pace(Duration lookAgain, Duration verifyEvery, int verifyLooks) {}
