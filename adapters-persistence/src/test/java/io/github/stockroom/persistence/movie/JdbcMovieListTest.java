package io.github.stockroom.persistence.movie;

import io.github.stockroom.application.movie.MovieListContract;
import io.github.stockroom.application.movie.MovieRepository;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcMovieListTest {

    @Nested
    class OnH2 extends MovieListContract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2().migrated();

        @Override
        protected MovieRepository movies() {
            return new JdbcMovieRepository(new Database(DATABASE.pool()));
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends MovieListContract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres().migrated();

        @Override
        protected MovieRepository movies() {
            return new JdbcMovieRepository(new Database(DATABASE.pool()));
        }
    }
}
