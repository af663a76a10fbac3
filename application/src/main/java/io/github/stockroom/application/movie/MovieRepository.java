package io.github.stockroom.application.movie;

import io.github.stockroom.application.catalog.RecordStore;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.domain.movie.Slug;
import java.util.Collection;
import java.util.Set;

/** The place where movies are kept. No two of them have one id or one slug. */
public interface MovieRepository extends RecordStore<MovieId, Movie> {

    /**
     * Stores a new movie, at its version, unless another has its slug or its id: then nothing is stored and it returns
     * false.
     */
    boolean insert(Movie movie);

    /**
     * Returns those of the slugs that movies have at this moment.
     *
     * @param slugs not too many for one step: some thousands
     */
    Set<Slug> taken(Collection<Slug> slugs);
}
