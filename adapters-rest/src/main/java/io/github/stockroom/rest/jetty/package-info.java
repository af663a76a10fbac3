/**
 * What only the embedded server can do: answer requests that are too broken for any servlet, and let
 * requests wait without a thread.
 */
@NullMarked
package io.github.stockroom.rest.jetty;

import org.jspecify.annotations.NullMarked;
