package io.github.stockroom.application.movie;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.TextField;
import io.github.stockroom.domain.movie.Description;
import io.github.stockroom.domain.movie.Movie;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of a movie, as callers know them. */
public final class MovieFields {

    /** Descriptions are sorted by this many code points at their start. */
    public static final int DESCRIPTION_SORT_LENGTH = 100;

    public static final Field<Movie, UUID> ID = Field.uniqueId("id", m -> m.id().value());
    public static final Field<Movie, Instant> CREATED = Field.timestamp("created", Movie::created);
    public static final Field<Movie, Instant> MODIFIED = Field.timestamp("modified", Movie::modified);
    public static final TextField<Movie> TITLE =
            Field.text("title", m -> m.details().title().value());
    public static final TextField<Movie> DESCRIPTION =
            TextField.sortedByStart("description", MovieFields::description, DESCRIPTION_SORT_LENGTH);
    public static final TextField<Movie> SLUG =
            TextField.code("slug", m -> m.slug().value());
    public static final Field<Movie, Long> YEAR =
            Field.wholeNumber("year", m -> m.details().year().value());

    public static final Fields<Movie> ALL =
            new Fields<>(List.of(ID, CREATED, MODIFIED, TITLE, DESCRIPTION, SLUG, YEAR), ID, List.of(YEAR.ascending()));

    private MovieFields() {}

    private static @Nullable String description(Movie movie) {
        Description description = movie.details().description();
        return description == null ? null : description.value();
    }
}
