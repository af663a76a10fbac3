/**
 * Optimistic concurrency control: preconditions on the version of a record, and the one loop that writes under them.
 */
@NullMarked
package io.github.stockroom.application.version;

import org.jspecify.annotations.NullMarked;
