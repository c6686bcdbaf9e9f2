/** How a runbook is walked. Knows no particular step. */
@NullMarked
package io.gatewayresponder.runbook;

import org.jspecify.annotations.NullMarked;
