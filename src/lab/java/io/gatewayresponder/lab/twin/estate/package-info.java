/** What exists in the twin, as ARM documents, and the ports through which the twin's rooms meet. */
@NullMarked
package io.gatewayresponder.lab.twin.estate;

import org.jspecify.annotations.NullMarked;
