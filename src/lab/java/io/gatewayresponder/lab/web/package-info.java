/** The small HTTP server that the rooms of the lab stand on. */
@NullMarked
package io.gatewayresponder.lab.web;

import org.jspecify.annotations.NullMarked;
