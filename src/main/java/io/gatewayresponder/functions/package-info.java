/**
 * Entry points of the function app, a few lines each, and {@code Wiring}, the only place that
 * constructs.
 */
@NullMarked
package io.gatewayresponder.functions;

import org.jspecify.annotations.NullMarked;
