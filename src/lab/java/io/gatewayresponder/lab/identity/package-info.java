/** The managed-identity endpoint of the lab, and whom its tokens stand for. */
@NullMarked
package io.gatewayresponder.lab.identity;

import org.jspecify.annotations.NullMarked;
