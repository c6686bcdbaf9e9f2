package io.gatewayresponder.lab.identity;

import java.time.Instant;

/** A bearer token: an opaque word that stands for somebody until it expires. */
public record Token(String value, Principal principal, Instant expiresAt) {}
