/** Outcomes that end a call without a result, for all resources. */
@NullMarked
package io.github.stockroom.application.error;

import org.jspecify.annotations.NullMarked;
