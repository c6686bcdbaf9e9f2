/** The incident and its life: a pure state machine, alerts, fingerprint, timeline. */
@NullMarked
package io.gatewayresponder.incident;

import org.jspecify.annotations.NullMarked;
