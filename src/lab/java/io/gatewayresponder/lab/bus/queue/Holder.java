package io.gatewayresponder.lab.bus.queue;

/** Who holds a lock: a link of a connection. When the connection goes, so do all its locks. */
public record Holder(String connection, String link) {}
