/** Who may decide. */
@NullMarked
package io.gatewayresponder.approval;

import org.jspecify.annotations.NullMarked;
