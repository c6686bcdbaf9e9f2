/** Wires the causal half of the twin: from modelled state to health, metrics and alerts. */
@NullMarked
package io.gatewayresponder.lab.twin.causes;

import org.jspecify.annotations.NullMarked;
