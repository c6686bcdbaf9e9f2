package io.gatewayresponder.lab.bus.queue;

/** A message looked at without taking it. */
public record Peeked(Message message, boolean scheduled) {}
