package io.github.stockroom.bootstrap.testing;

import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.util.Map;

/** The databases that the service has to work on. */
public enum DatabaseKind {
    H2 {
        @Override
        public OwnDatabase create() {
            String directory =
                    RunningService.newDirectory("h2-").toAbsolutePath().toString();
            return new OwnDatabase(Map.of("stockroom.data-dir", directory), () -> {});
        }
    },
    POSTGRESQL {
        @Override
        public OwnDatabase create() {
            TestDatabase database = TestDatabases.postgres();
            database.pool().close(); // the service has its own
            return new OwnDatabase(database.environment(), database::close);
        }
    };

    /** A new, empty database; the caller closes it. */
    public abstract OwnDatabase create();

    /**
     * The service that all tests share, with default settings, except that writes to all records are open;
     * may hold records of other tests.
     */
    public RunningService service() {
        return RunningService.shared(this);
    }
}
