/** Ports in memory, with the semantics of the real ones, and trouble on demand. */
@NullMarked
package io.gatewayresponder.workflow.fake;

import org.jspecify.annotations.NullMarked;
