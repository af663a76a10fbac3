/** Filters that every request passes, in front of authentication and routes. */
@NullMarked
package io.github.stockroom.rest.filter;

import org.jspecify.annotations.NullMarked;
