/** Faults that are played from beginning to end, and what must come of them. */
@NullMarked
package io.gatewayresponder.lab.scenario;

import org.jspecify.annotations.NullMarked;
