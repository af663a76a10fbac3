/** The callers for whom work is done. */
@NullMarked
package io.github.stockroom.application.caller;

import org.jspecify.annotations.NullMarked;
