/** Table storage: Microsoft's emulator as a child process. */
@NullMarked
package io.gatewayresponder.lab.storage;

import org.jspecify.annotations.NullMarked;
