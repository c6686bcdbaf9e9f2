/**
 * A functions host: it reads the packaged app's {@code function.json} files and drives the entry
 * points over HTTP, Service Bus and timers, as the one in Azure does.
 */
@NullMarked
package io.gatewayresponder.lab.host;

import org.jspecify.annotations.NullMarked;
