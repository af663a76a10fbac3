package io.github.stockroom.application.movie;

import io.github.stockroom.application.query.Page;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieDetails;
import io.github.stockroom.domain.movie.MovieId;
import java.time.Clock;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The movies, as callers see them. Every call is atomic, and what it returned is stored. Thread-safe.
 *
 * <p>Every method may throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException}; nothing was
 * changed then.
 */
public interface MovieCatalog {

    /** A catalogue on top of a store, with what else it needs to make a movie. */
    static MovieCatalog on(MovieRepository movies, MovieIds ids, Clock clock) {
        return new MovieService(movies, ids, clock);
    }

    /**
     * Adds a movie under a new id, at version 1, with a slug made of its title. Where others have that slug already it gets
     * {@code -2}, {@code -3} and so on; numbers that deleted movies left free may stay free.
     */
    Movie create(MovieDetails details);

    /**
     * Adds many movies in one step, all or none: if one of the arguments throws, nothing is stored and what it threw passes on.
     * Memory is needed for some of them only. Slugs are given as {@link #create} gives them; all movies have the same time.
     *
     * @param details read no sooner than they can be stored; {@link io.github.stockroom.application.bulk.Drafts} makes them of
     *     input that may not be valid
     * @param created gets each movie, in the order of the details; it is not stored for good before this method returns
     * @return how many
     */
    long createAll(Iterator<MovieDetails> details, Consumer<? super Movie> created);

    /** @throws io.github.stockroom.application.error.RecordNotFoundException when there is none */
    Movie get(MovieId id);

    /**
     * Changes a movie but never its slug, unless the change leaves it equal: then nothing is written, and version and
     * {@code modified} stay.
     *
     * <p>Checks in this order: the movie exists, the precondition holds, and only then is the change applied, so that a
     * change may refuse with an exception of its own.
     *
     * @param change gets the stored details and returns the wanted ones; runs again on newer details when another writer
     *     comes first and the precondition still holds, so it must have no effect of its own
     * @return the movie as stored, its version raised by one if it changed
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is none
     * @throws io.github.stockroom.application.version.StaleVersionException when the precondition refuses its version
     */
    Movie change(MovieId id, Precondition precondition, UnaryOperator<MovieDetails> change);

    /**
     * Deletes a movie for good; its id is never given again, its slug may be.
     *
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is none
     * @throws io.github.stockroom.application.version.StaleVersionException when the precondition refuses its version
     */
    void delete(MovieId id, Precondition precondition);

    /** One page of a query; {@link io.github.stockroom.application.query.Pages} walks them all. */
    Page<Movie> list(Query<Movie> query, Window window);

    /** How many movies the query matches at this moment; reads them all, so it costs what they are. */
    long count(Query<Movie> query);
}
