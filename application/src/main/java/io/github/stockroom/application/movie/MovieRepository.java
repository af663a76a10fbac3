package io.github.stockroom.application.movie;

import io.github.stockroom.application.bulk.Atomic;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.domain.movie.Slug;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where movies are kept. Each method is one atomic step that is durable when it returns. Implementations are thread-safe and
 * throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 */
public interface MovieRepository extends Atomic {

    /** Stores a new movie, at its version, unless another has its slug: then nothing is stored and the answer is false. */
    boolean insert(Movie movie);

    /**
     * Stores new movies, each at its version, but those whose slug another has.
     *
     * @param movies not too many for one step: some thousands; no two have the same slug
     * @return which were stored
     */
    Set<MovieId> insertAll(List<Movie> movies);

    /**
     * Which of these slugs movies have at this moment.
     *
     * @param slugs not too many for one step: some thousands
     */
    Set<Slug> taken(Collection<Slug> slugs);

    Optional<Movie> find(MovieId id);

    /**
     * Stores new details and the time of the change if the stored version is still the one the movie was read at: one
     * conditional step, never a look and then a write.
     *
     * @return the movie with its version raised by one; empty, and nothing written, when it is gone or has another version
     */
    Optional<Movie> update(Movie movie);

    /** Deletes the movie if it still has this version; false, and nothing deleted, when it is gone or has another. */
    boolean delete(MovieId id, long version);

    /** The records of a window, in the order of the query, judged as {@link Query#matches} and {@link Query#compare} do. */
    List<Movie> list(Query<Movie> query, Window window);

    long count(Query<Movie> query);
}
