/** Benchmarks: how right the diagnosis is on injected faults, and how quick. */
@NullMarked
package io.gatewayresponder.bench;

import org.jspecify.annotations.NullMarked;
