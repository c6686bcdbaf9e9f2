/** Probes that run on the twin's clock, and the back-end health that follows from them. */
@NullMarked
package io.gatewayresponder.lab.twin.health;

import org.jspecify.annotations.NullMarked;
