/** Optimistic concurrency: what a caller believes about a record, and the one loop that writes under that belief. */
@NullMarked
package io.github.stockroom.application.version;

import org.jspecify.annotations.NullMarked;
