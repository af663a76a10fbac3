package io.github.stockroom.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.persistence.sql.TransactionSettings;

/** A pool of connections to a pooler in transaction mode. */
final class PooledSessions extends HikariDataSource implements TransactionSettings {

    private final String timeouts;

    /** @param timeouts statements that limit one transaction */
    PooledSessions(HikariConfig config, String timeouts) {
        super(config);
        this.timeouts = timeouts;
    }

    @Override
    public String settings() {
        return timeouts;
    }
}
