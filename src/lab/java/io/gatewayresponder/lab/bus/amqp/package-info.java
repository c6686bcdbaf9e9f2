/** How clients reach the queues: connections, links and management requests of AMQP 1.0. */
@NullMarked
package io.gatewayresponder.lab.bus.amqp;

import org.jspecify.annotations.NullMarked;
