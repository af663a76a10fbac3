package io.github.stockroom.application.movie;

import io.github.stockroom.application.catalog.Catalog;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieDetails;
import io.github.stockroom.domain.movie.MovieId;
import java.time.Clock;

/**
 * The movies, as callers see them. A new movie gets a slug made of its title. If other movies have that slug already,
 * it gets {@code -2}, {@code -3} and so on; numbers that deleted movies left free may stay free. A change never changes
 * the slug, and moves {@code modified} if it changes anything. Movies that are created together have the same times.
 * The slug of a deleted movie may be given again.
 */
public interface MovieCatalog extends Catalog<MovieId, MovieDetails, Movie> {

    /**
     * A catalogue on top of a store, with what else it needs to make a movie.
     *
     * @param ids never gives an id twice; the catalogue throws {@link IllegalStateException} if it meets one that is
     *     stored
     */
    static MovieCatalog on(MovieRepository movies, MovieIds ids, Clock clock) {
        return new MovieService(movies, ids, clock);
    }
}
