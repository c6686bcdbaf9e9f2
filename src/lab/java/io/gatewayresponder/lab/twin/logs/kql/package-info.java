/**
 * A small evaluator for the part of the Kusto query language that questions about access logs use.
 * What Kusto has and this has not is refused by name, never guessed.
 */
@NullMarked
package io.gatewayresponder.lab.twin.logs.kql;

import org.jspecify.annotations.NullMarked;
