/** Does a packet get through? The twin's own reading of security groups and routes. */
@NullMarked
package io.gatewayresponder.lab.twin.network;

import org.jspecify.annotations.NullMarked;
