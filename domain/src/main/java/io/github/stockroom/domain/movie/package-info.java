/** The movie: a title with the slug made of it, a year and an optional description. */
@NullMarked
package io.github.stockroom.domain.movie;

import org.jspecify.annotations.NullMarked;
