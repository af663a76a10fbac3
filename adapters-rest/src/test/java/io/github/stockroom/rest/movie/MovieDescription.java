package io.github.stockroom.rest.movie;

import io.github.stockroom.application.movie.MovieFields;
import io.github.stockroom.domain.movie.ReleaseYear;
import io.github.stockroom.domain.movie.Title;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.openapi.Api;
import io.github.stockroom.rest.openapi.ApiDescription;
import io.github.stockroom.rest.openapi.RecordDescription;
import io.github.stockroom.rest.openapi.Schemas;

final class MovieDescription implements ApiDescription {

    private static final String TIME = "1995-12-15T12:00:00.000000Z";

    @Override
    public void describe(Api api) {
        var records = new RecordDescription<>("Movie", "Movies", Operations.MOVIES.path(), MovieFields.ALL)
                .given(MovieFields.ID, "Given by the service, and never again.", "019aa6b2-7f1c-7d3a-9d0e-2b8c5a1f4e60")
                .given(MovieFields.CREATED, "When it was made.", TIME)
                .given(MovieFields.MODIFIED, "When it was last changed.", TIME)
                .required(MovieFields.TITLE, Schemas.text(1, Title.MAX_LENGTH), "What it is called.", "Heat")
                .optional(MovieFields.DESCRIPTION, Schemas.text(), "What it is about.", "A thief and a detective.")
                .given(MovieFields.SLUG, "Its title for addresses, made once; no two movies share one.", "heat")
                .required(
                        MovieFields.YEAR,
                        Schemas.wholeNumber(ReleaseYear.MIN, ReleaseYear.MAX),
                        "When it came out.",
                        1995);
        Api.Group movies = records.describe(api);
        // As the React front end puts the id; new clients need not.
        records.describeAlsoAt(Operations.MOVIES.path() + "{id}", "ByGluedId", movies);
    }
}
