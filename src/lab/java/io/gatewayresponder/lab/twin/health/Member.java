package io.gatewayresponder.lab.twin.health;

import java.util.Optional;

/**
 * One server of a pool, as an address or name, or through the IP configuration of a network
 * interface.
 */
public record Member(String address, Optional<String> ipConfigurationId) {}
