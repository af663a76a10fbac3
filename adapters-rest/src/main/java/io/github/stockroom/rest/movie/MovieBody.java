package io.github.stockroom.rest.movie;

import io.github.stockroom.application.movie.MovieFields;
import io.github.stockroom.domain.movie.Description;
import io.github.stockroom.domain.movie.MovieDetails;
import io.github.stockroom.domain.movie.ReleaseYear;
import io.github.stockroom.domain.movie.Title;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.rows.RecordFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Movie details as JSON members. */
public final class MovieBody {

    /** How many movies come at a time. */
    public static final RecordFormat<MovieDetails> FORMAT =
            RecordFormat.of(MovieFields.ALL, Set.of("title", "year"), MovieBody::read);

    private MovieBody() {}

    /** @throws io.github.stockroom.domain.shared.ValidationException naming every member that is not right */
    static MovieDetails read(JsonObject body) {
        var validation = new Validation();
        var title = validation.field("title", () -> new Title(body.text("title")));
        var description = validation.<@Nullable Description>field("description", () -> description(body));
        var year = validation.field("year", () -> new ReleaseYear(body.wholeNumber("year")));
        return validation.build(() -> new MovieDetails(title.get(), description.get(), year.get()));
    }

    /** What a merge patch is applied to. */
    static Map<String, @Nullable Object> of(MovieDetails details) {
        Map<String, @Nullable Object> members = new HashMap<>();
        members.put("title", details.title().value());
        members.put(
                "description",
                details.description() == null ? null : details.description().value());
        members.put("year", details.year().value());
        return members;
    }

    private static @Nullable Description description(JsonObject body) {
        return body.isAbsentOrNull("description") ? null : new Description(body.text("description"));
    }
}
