/** The modelled network made real on loopback: a SOCKS5 server that leads to the twin's servers. */
@NullMarked
package io.gatewayresponder.lab.vnet;

import org.jspecify.annotations.NullMarked;
