/** Tests of what talks to Azure. */
@NullMarked
package io.gatewayresponder.azure;

import org.jspecify.annotations.NullMarked;
