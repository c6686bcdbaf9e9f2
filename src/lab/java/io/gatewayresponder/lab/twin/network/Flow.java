package io.gatewayresponder.lab.twin.network;

/**
 * A new TCP connection. Replies belong to it: security groups are stateful, so nobody asks about
 * them.
 */
public record Flow(Party source, Party destination, int port) {}
