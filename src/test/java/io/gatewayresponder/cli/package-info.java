@NullMarked
package io.gatewayresponder.cli;

import org.jspecify.annotations.NullMarked;
