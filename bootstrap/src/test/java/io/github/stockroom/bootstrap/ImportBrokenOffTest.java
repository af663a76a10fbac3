package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import whose connection to PostgreSQL breaks in its commit. */
class ImportBrokenOffTest {

    @TempDir
    private Path directory;

    @Test
    void saysThatTheRowsMayBeWritten() throws IOException, SQLException {
        String file = Files.writeString(directory.resolve("products.csv"), "product,price\nApple,1\n")
                .toString();
        try (OwnDatabase database = DatabaseKind.POSTGRESQL.create()) {
            CommandRun.of(new ImportCommand(), database, List.of("products", file));
            endSessionsThatCommitProducts(database);

            CommandRun run = CommandRun.of(new ImportCommand(), database, List.of("products", file));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualTo("import: the connection broke before the database confirmed a change; all rows may be"
                            + " written, or none: look before you import them again\n");
            assertThat(run.out()).contains("\"read\":1").doesNotContain("created");
        }
    }

    private static void endSessionsThatCommitProducts(OwnDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create function end_session() returns trigger language plpgsql as"
                    + " $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$");
            statement.execute("create constraint trigger end_session after insert on products"
                    + " deferrable initially deferred for each row execute function end_session()");
        }
    }
}
