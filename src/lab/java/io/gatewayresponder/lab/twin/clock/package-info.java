/** The time that the twin lives by: it can run faster than the wall clock. */
@NullMarked
package io.gatewayresponder.lab.twin.clock;

import org.jspecify.annotations.NullMarked;
