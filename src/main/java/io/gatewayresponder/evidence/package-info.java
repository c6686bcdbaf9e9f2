/** Records of what can be seen, and {@code Sight}, the read-only port through which steps look. */
@NullMarked
package io.gatewayresponder.evidence;

import org.jspecify.annotations.NullMarked;
