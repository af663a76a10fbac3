package io.github.stockroom.application.movie;

import io.github.stockroom.domain.movie.MovieId;

/** Makes ids for new movies. Thread-safe. */
@FunctionalInterface
public interface MovieIds {

    /**
     * An id that was never given before, here or elsewhere; best one that sorts behind the earlier ones (UUID version
     * 7).
     */
    MovieId next();
}
