/** Requests that clients may repeat without doing twice what they ask for. */
@NullMarked
package io.github.stockroom.application.idempotency;

import org.jspecify.annotations.NullMarked;
