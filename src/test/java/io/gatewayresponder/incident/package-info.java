/** The life of incidents, and the reading of alerts. */
@NullMarked
package io.gatewayresponder.incident;

import org.jspecify.annotations.NullMarked;
