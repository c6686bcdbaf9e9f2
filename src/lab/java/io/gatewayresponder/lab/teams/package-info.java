/** The Teams channel that the cards go to: a workflow webhook and the page that shows them. */
@NullMarked
package io.gatewayresponder.lab.teams;

import org.jspecify.annotations.NullMarked;
