/** The incident as an adaptive card, and how it is sent to a Teams channel. */
@NullMarked
package io.gatewayresponder.teams;

import org.jspecify.annotations.NullMarked;
