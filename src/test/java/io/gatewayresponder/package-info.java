/** Tests of the house as a whole. */
@NullMarked
package io.gatewayresponder;

import org.jspecify.annotations.NullMarked;
