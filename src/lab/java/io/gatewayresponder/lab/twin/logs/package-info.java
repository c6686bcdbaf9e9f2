/**
 * Access logs that follow from traffic, the workspaces in which they land, and who changed what.
 */
@NullMarked
package io.gatewayresponder.lab.twin.logs;

import org.jspecify.annotations.NullMarked;
