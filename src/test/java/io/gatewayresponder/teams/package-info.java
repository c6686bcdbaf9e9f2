@NullMarked
package io.gatewayresponder.teams;

import org.jspecify.annotations.NullMarked;
