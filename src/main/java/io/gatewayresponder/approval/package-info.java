/** Who may approve what, until when. */
@NullMarked
package io.gatewayresponder.approval;

import org.jspecify.annotations.NullMarked;
