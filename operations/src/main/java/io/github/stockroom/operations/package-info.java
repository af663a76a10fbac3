/** The operations of the service over HTTP: one table for the service and for gateways in front of it. */
@NullMarked
package io.github.stockroom.operations;

import org.jspecify.annotations.NullMarked;
