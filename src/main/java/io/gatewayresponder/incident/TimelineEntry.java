package io.gatewayresponder.incident;

import java.time.Instant;

/**
 * One line of an incident's history: the audit. Written in one transaction with the state that it
 * explains.
 *
 * @param what a short name of what happened, such as {@code approved}
 * @param detail a sentence
 * @param by who or what did it: a person's name and object id, or a part of the responder
 */
public record TimelineEntry(Instant at, String what, String detail, String by) {}
