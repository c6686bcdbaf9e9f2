/** The use cases over fake ports. */
@NullMarked
package io.gatewayresponder.workflow;

import org.jspecify.annotations.NullMarked;
