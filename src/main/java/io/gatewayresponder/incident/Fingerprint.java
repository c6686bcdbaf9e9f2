package io.gatewayresponder.incident;

/**
 * By what a fault is recognised again.
 *
 * @param signature a stable hash of the cause, equal for the same fault on two gateways; begins
 *     with its version, such as {@code s1-}
 * @param value the signature together with the gateway; begins with its version, such as {@code
 *     f1-}
 */
public record Fingerprint(String signature, String value) {}
