/** One file per resolution: evidence in, options and their exact changes out. */
@NullMarked
package io.gatewayresponder.resolution;

import org.jspecify.annotations.NullMarked;
