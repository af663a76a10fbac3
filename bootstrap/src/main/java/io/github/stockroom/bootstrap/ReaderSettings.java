package io.github.stockroom.bootstrap;

import io.github.stockroom.persistence.PostgresHosts;
import io.github.stockroom.rest.filter.RecentWriters;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A replica of the database that serves reads of records.
 *
 * @param host set: one server, as {@link PostgresHosts} has it
 * @param poolSize connections to it; 0: as many as to the primary
 * @param maxLag beyond which the primary serves the reads
 */
record ReaderSettings(
        @Nullable String host,
        @DefaultValue("0") int poolSize,
        @DefaultValue("2s") Duration maxLag) {

    private static final Duration LEAST_LAG = Duration.ofSeconds(1);

    ReaderSettings {
        host = host == null || host.isBlank() ? null : host;
        if (host != null) {
            check(host);
        }
        if (poolSize < 0 || poolSize > 1_000) {
            throw new SettingException("stockroom.database.reader.pool-size must be 0 to 1000, not " + poolSize + ".");
        }
        // Else a client that sends no position back would miss its own write after that time.
        if (maxLag.compareTo(LEAST_LAG) < 0 || maxLag.compareTo(RecentWriters.MEMORY) > 0) {
            throw new SettingException("stockroom.database.reader.max-lag must be 1s to 5s, not " + maxLag + ".");
        }
    }

    private static void check(String host) {
        try {
            if (PostgresHosts.parse(host, 1).authorities().size() == 1) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new SettingException("DB_READER_HOST must be one server, as db2.example or db2:5433, not " + host + ".");
    }
}
