/** The use cases (intake, triage, gate, reconciliation) over ports; pure but for the ports. */
@NullMarked
package io.gatewayresponder.workflow;

import org.jspecify.annotations.NullMarked;
