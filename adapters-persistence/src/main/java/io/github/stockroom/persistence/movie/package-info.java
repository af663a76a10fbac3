/** Movies in the table {@code movies}. */
@NullMarked
package io.github.stockroom.persistence.movie;

import org.jspecify.annotations.NullMarked;
