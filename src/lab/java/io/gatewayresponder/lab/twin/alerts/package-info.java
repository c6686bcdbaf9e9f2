/** Metric alert rules evaluated on the twin's clock, and the webhooks that they call. */
@NullMarked
package io.gatewayresponder.lab.twin.alerts;

import org.jspecify.annotations.NullMarked;
