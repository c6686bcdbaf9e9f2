/**
 * The control room: breaks and mends what Azure's own interfaces cannot, and shows what went on.
 */
@NullMarked
package io.gatewayresponder.lab.control;

import org.jspecify.annotations.NullMarked;
