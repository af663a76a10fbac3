/** Errors on the wire: RFC 9457 problem documents and the one place that decides which failure becomes which. */
@NullMarked
package io.github.stockroom.rest.problem;

import org.jspecify.annotations.NullMarked;
