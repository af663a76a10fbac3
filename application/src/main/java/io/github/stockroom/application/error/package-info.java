/** Outcomes that end a call without a result, whatever the resource. */
@NullMarked
package io.github.stockroom.application.error;

import org.jspecify.annotations.NullMarked;
