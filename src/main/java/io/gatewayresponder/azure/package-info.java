/**
 * Everything that talks to Azure: ARM, metrics, alerts, tables, Service Bus, identities. The only
 * package that imports an Azure SDK.
 */
@NullMarked
package io.gatewayresponder.azure;

import org.jspecify.annotations.NullMarked;
