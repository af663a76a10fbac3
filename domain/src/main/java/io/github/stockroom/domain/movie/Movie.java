package io.github.stockroom.domain.movie;

import java.time.Instant;

/**
 * A stored movie.
 *
 * @param version 1 when created; every change that really changes something raises it by one
 * @param slug made of the first title, and never changed again: it stands in links
 * @param created whole microseconds, as {@code modified}
 * @param modified when the last change was made; {@code created} until then
 */
public record Movie(MovieId id, long version, Slug slug, Instant created, Instant modified, MovieDetails details) {

    public Movie {
        if (version < 1) {
            throw new IllegalArgumentException("versions start at 1");
        }
    }

    /** A movie that is about to be stored. */
    public static Movie create(MovieId id, Slug slug, Instant now, MovieDetails details) {
        return new Movie(id, 1, slug, now, now, details);
    }

    /**
     * This movie with other details, changed at that time, still at the version it was read at; itself if they are
     * equal.
     */
    public Movie with(MovieDetails newDetails, Instant now) {
        return newDetails.equals(details) ? this : new Movie(id, version, slug, created, now, newDetails);
    }

    /** This movie under another slug. */
    public Movie under(Slug otherSlug) {
        return new Movie(id, version, otherSlug, created, modified, details);
    }
}
