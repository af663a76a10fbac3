package io.github.stockroom.rest.movie;

import io.github.stockroom.application.movie.MovieCatalog;
import io.github.stockroom.application.movie.MovieFields;
import io.github.stockroom.domain.movie.Description;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieDetails;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.domain.movie.ReleaseYear;
import io.github.stockroom.domain.movie.Slug;
import io.github.stockroom.domain.movie.Title;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.record.Ids;
import io.github.stockroom.rest.record.RecordResource;
import io.github.stockroom.rest.rows.RecordReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Movies as the API, imports and exports know them. */
public final class MovieResource {

    public static final RecordResource<MovieId, MovieDetails, Movie> MOVIES = new RecordResource<>(
            "movies",
            Operations.MOVIES,
            MovieFields.ALL,
            RecordReader.of(MovieFields.ALL, Set.of("title", "year"), MovieResource::details, MovieResource::members),
            text -> new MovieId(Ids.uniqueId("movie", text)),
            MovieResource::whole,
            Movie::version,
            MovieCatalog.class);

    private MovieResource() {}

    private static MovieDetails details(JsonObject body) {
        var validation = new Validation();
        var title = validation.field("title", () -> new Title(body.normalisedText("title")));
        var description = validation.<@Nullable Description>field("description", () -> description(body));
        var year = validation.field("year", () -> new ReleaseYear(body.wholeNumber("year")));
        return validation.build(() -> new MovieDetails(title.get(), description.get(), year.get()));
    }

    /** Makes what the row does not tell as for a new movie. */
    private static Movie whole(JsonObject row, MovieDetails details) {
        Instant now = Timestamp.stored(Instant.now());
        var validation = new Validation();
        var id = validation.field("id", () -> new MovieId(row.uniqueId("id")));
        var slug = validation.field(
                "slug", () -> row.isAbsentOrNull("slug") ? Slug.of(details.title()) : Slug.parse(row.text("slug")));
        var created = validation.field("created", () -> time(row, "created", now));
        var modified = validation.field("modified", () -> time(row, "modified", now));
        return validation.build(() -> new Movie(id.get(), 1, slug.get(), created.get(), modified.get(), details));
    }

    private static Instant time(JsonObject row, String member, Instant otherwise) {
        return row.isAbsentOrNull(member) ? otherwise : row.timestamp(member);
    }

    private static Map<String, @Nullable Object> members(MovieDetails details) {
        Map<String, @Nullable Object> members = new HashMap<>();
        members.put("title", details.title().value());
        members.put(
                "description",
                details.description() == null ? null : details.description().value());
        members.put("year", details.year().value());
        return members;
    }

    private static @Nullable Description description(JsonObject body) {
        return body.isAbsentOrNull("description") ? null : new Description(body.normalisedText("description"));
    }
}
