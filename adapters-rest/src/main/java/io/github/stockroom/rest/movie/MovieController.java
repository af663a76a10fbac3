package io.github.stockroom.rest.movie;

import io.github.stockroom.application.movie.MovieCatalog;
import io.github.stockroom.application.movie.MovieFields;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieDetails;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.Idempotency;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.http.RestSettings;
import io.github.stockroom.rest.record.CreateReplies;
import io.github.stockroom.rest.record.Ids;
import io.github.stockroom.rest.record.ListReplies;
import io.github.stockroom.rest.record.RecordReplies;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class MovieController {

    static final String PATH = "/api/v1/movie";

    private static final String RECORD = PATH + "/{id}";

    /** The React front end puts the id right behind the path of the collection. */
    private static final String GLUED = PATH + "{id:[0-9A-Fa-f-]{36}}";

    private final MovieCatalog catalog;
    private final ListReplies<Movie> lists;
    private final RecordReplies<Movie> records;
    private final CreateReplies<MovieDetails, Movie> creations;

    MovieController(MovieCatalog catalog, Idempotency idempotency, RestSettings settings) {
        this.catalog = catalog;
        this.lists = new ListReplies<>(PATH, "movies", MovieFields.ALL, settings);
        this.records = new RecordReplies<>(PATH, MovieFields.ALL, Movie::version);
        this.creations = new CreateReplies<>(records, MovieFields.ALL, MovieBody.FORMAT, idempotency);
    }

    @GetMapping(PATH)
    void list(Exchange http) {
        lists.reply(http, catalog);
    }

    @PostMapping(
            path = PATH,
            consumes = {MediaTypes.JSON, MediaTypes.CSV, MediaTypes.NDJSON})
    void create(Exchange http) {
        creations.reply(http, object -> catalog.create(MovieBody.read(object)), catalog::createAll);
    }

    @GetMapping({RECORD, GLUED})
    void read(@PathVariable String id, Exchange http) {
        var shown = records.shown(http);
        records.found(http, shown, catalog.get(id(id)));
    }

    @PutMapping(
            path = {RECORD, GLUED},
            consumes = MediaTypes.JSON)
    void replace(@PathVariable String id, Exchange http) {
        var body = records.body(http, id);
        var movie = catalog.change(id(id), http.precondition(), current -> MovieBody.read(body.get()));
        records.changed(http, movie);
    }

    @PatchMapping(
            path = {RECORD, GLUED},
            consumes = {MediaTypes.JSON, MediaTypes.MERGE_PATCH})
    void patch(@PathVariable String id, Exchange http) {
        var body = records.body(http, id);
        var movie = catalog.change(
                id(id),
                http.precondition(),
                current -> MovieBody.read(body.get().patching(MovieBody.of(current))));
        records.changed(http, movie);
    }

    @DeleteMapping({RECORD, GLUED})
    void delete(@PathVariable String id, Exchange http) {
        http.requireNoParameters();
        catalog.delete(id(id), http.precondition());
        records.deleted(http);
    }

    private static MovieId id(String text) {
        return new MovieId(Ids.uniqueId("movie", text));
    }
}
