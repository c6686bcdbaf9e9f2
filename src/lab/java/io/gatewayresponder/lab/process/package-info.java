/** The lab's child processes: none outlives its parent. */
@NullMarked
package io.gatewayresponder.lab.process;

import org.jspecify.annotations.NullMarked;
