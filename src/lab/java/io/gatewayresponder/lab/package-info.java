/** A whole Azure on one machine, as far as Gateway Responder sees it. */
@NullMarked
package io.gatewayresponder.lab;

import org.jspecify.annotations.NullMarked;
