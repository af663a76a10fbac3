/** One request and its response in the terms of the contract: media types, conditions, preferences, idempotency. */
@NullMarked
package io.github.stockroom.rest.exchange;

import org.jspecify.annotations.NullMarked;
