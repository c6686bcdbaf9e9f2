package io.gatewayresponder.runbook;

import io.gatewayresponder.evidence.Look;
import java.util.function.Predicate;

/**
 * A line of a table.
 *
 * @param id the guide's number, such as {@code 2c-1.1}; with an x beyond the guide
 * @param seen the condition in words
 * @param means what it means
 * @param next where it leads
 * @param when the condition, over a look that was taken or could not be
 * @param always true for a row that counts even when an earlier one has matched
 */
public record Row<E>(
    String id, String seen, String means, Next next, Predicate<Look<E>> when, boolean always) {}
