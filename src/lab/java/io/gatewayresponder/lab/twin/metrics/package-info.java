/** Client load that flows through the modelled gateway, and the metrics that this leaves behind. */
@NullMarked
package io.gatewayresponder.lab.twin.metrics;

import org.jspecify.annotations.NullMarked;
