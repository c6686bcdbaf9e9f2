package io.gatewayresponder.lab.twin.health;

/**
 * What one probe of one server found, with the line that the back-end health shows for it.
 *
 * @param forSome a failure that only some of the gateway's instances met
 */
public record ProbeResult(boolean success, boolean forSome, String log) {}
