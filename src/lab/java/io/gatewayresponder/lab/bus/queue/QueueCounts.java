package io.gatewayresponder.lab.bus.queue;

/**
 * How many messages a queue has.
 *
 * @param active waiting for a receiver
 * @param scheduled not visible yet
 * @param locked with a receiver
 */
public record QueueCounts(int active, int scheduled, int locked, int deadLettered) {}
