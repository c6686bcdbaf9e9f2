@NullMarked
package io.gatewayresponder.console;

import org.jspecify.annotations.NullMarked;
