/** Plans, and how they are compared, stored and proven. */
@NullMarked
package io.gatewayresponder.resolution;

import org.jspecify.annotations.NullMarked;
