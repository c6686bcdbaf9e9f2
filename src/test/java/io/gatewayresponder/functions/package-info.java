@NullMarked
package io.gatewayresponder.functions;

import org.jspecify.annotations.NullMarked;
