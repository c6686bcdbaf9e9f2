package io.gatewayresponder.lab.twin.health;

/** What one probe of one server found, with the line that the back-end health shows for it. */
public record ProbeResult(boolean success, String log) {}
