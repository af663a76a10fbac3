/** What a movie is: a title with the slug made of it, a year, perhaps a description. */
@NullMarked
package io.github.stockroom.domain.movie;

import org.jspecify.annotations.NullMarked;
