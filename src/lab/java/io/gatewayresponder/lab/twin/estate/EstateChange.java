package io.gatewayresponder.lab.twin.estate;

/**
 * One change of the estate.
 *
 * @param id the resource that was stored (for a sub-resource that was stored: its parent), or that
 *     was removed
 * @param removed whether it is gone
 * @param version the estate's version after the change
 */
public record EstateChange(String id, boolean removed, long version) {}
