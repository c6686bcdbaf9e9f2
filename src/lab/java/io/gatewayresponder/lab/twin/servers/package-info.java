/** What listens behind the gateway and how it answers; which names resolve. */
@NullMarked
package io.gatewayresponder.lab.twin.servers;

import org.jspecify.annotations.NullMarked;
