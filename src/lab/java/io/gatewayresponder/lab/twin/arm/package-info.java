/** Azure Resource Manager over HTTPS, in front of the estate. */
@NullMarked
package io.gatewayresponder.lab.twin.arm;

import org.jspecify.annotations.NullMarked;
