/** One file per step of the guide, and the list of them. */
@NullMarked
package io.gatewayresponder.runbook.steps;

import org.jspecify.annotations.NullMarked;
