/** The same diagnosis from a terminal: against Azure as whoever is signed in, or against files. */
@NullMarked
package io.gatewayresponder.cli;

import org.jspecify.annotations.NullMarked;
