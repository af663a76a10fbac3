/** The ports of movies: the catalogue for callers and the store that it needs. */
@NullMarked
package io.github.stockroom.application.movie;

import org.jspecify.annotations.NullMarked;
