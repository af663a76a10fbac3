/** Responses in the tables {@code idempotent_replies} and {@code idempotent_reply_parts}. */
@NullMarked
package io.github.stockroom.persistence.idempotency;

import org.jspecify.annotations.NullMarked;
