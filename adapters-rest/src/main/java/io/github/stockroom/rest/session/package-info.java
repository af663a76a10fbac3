/** Tokens over HTTP: getting, renewing, checking and giving them back. */
@NullMarked
package io.github.stockroom.rest.session;

import org.jspecify.annotations.NullMarked;
