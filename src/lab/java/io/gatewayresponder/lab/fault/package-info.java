/**
 * Everything that can be made to go wrong with a gateway, and gateways to make it go wrong on: a
 * catalogue of faults that know their own truth, and a generator of healthy estates.
 */
@NullMarked
package io.gatewayresponder.lab.fault;

import org.jspecify.annotations.NullMarked;
