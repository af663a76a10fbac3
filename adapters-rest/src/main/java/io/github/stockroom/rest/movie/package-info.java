/** Movies at /api/v1/movie. */
@NullMarked
package io.github.stockroom.rest.movie;

import org.jspecify.annotations.NullMarked;
