package io.github.stockroom.application.movie;

import io.github.stockroom.domain.movie.Description;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieDetails;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.domain.movie.ReleaseYear;
import io.github.stockroom.domain.movie.Slug;
import io.github.stockroom.domain.movie.Title;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Details of a movie, valid from the start: {@code aMovie().titled("Ronin").about("Paris").of(1998).details()}.
 * Immutable.
 */
public record MovieFixture(MovieDetails details) {

    public static final Instant CREATED = Instant.parse("2026-01-31T12:00:00.000001Z");

    /** A movie without a description. */
    public static MovieFixture aMovie() {
        return new MovieFixture(new MovieDetails(new Title("Heat"), null, new ReleaseYear(1995)));
    }

    public MovieFixture titled(String title) {
        return new MovieFixture(new MovieDetails(new Title(title), details.description(), details.year()));
    }

    public MovieFixture about(@Nullable String description) {
        return new MovieFixture(new MovieDetails(
                details.title(), description == null ? null : new Description(description), details.year()));
    }

    public MovieFixture of(long year) {
        return new MovieFixture(new MovieDetails(details.title(), details.description(), new ReleaseYear(year)));
    }

    /** A movie of these details that is about to be stored. */
    public Movie under(String slug) {
        return Movie.create(new MovieId(UUID.randomUUID()), new Slug(slug), CREATED, details);
    }
}
