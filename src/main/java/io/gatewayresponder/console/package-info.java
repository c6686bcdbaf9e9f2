/** Pages for on-call review: stored incidents in, HTML out. */
@NullMarked
package io.gatewayresponder.console;

import org.jspecify.annotations.NullMarked;
