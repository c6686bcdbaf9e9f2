/** The lab's Service Bus: queues kept in memory, spoken to over AMQP 1.0 by the real SDK. */
@NullMarked
package io.gatewayresponder.lab.bus;

import org.jspecify.annotations.NullMarked;
