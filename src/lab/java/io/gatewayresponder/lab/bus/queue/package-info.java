/**
 * What a Service Bus queue does, without any network: order, locks, sessions, schedule, dead
 * letters.
 */
@NullMarked
package io.gatewayresponder.lab.bus.queue;

import org.jspecify.annotations.NullMarked;
