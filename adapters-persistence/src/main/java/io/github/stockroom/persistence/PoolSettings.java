package io.github.stockroom.persistence;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/**
 * How much of the database the service takes, and how long it is patient.
 *
 * @param maxConnections how many statements run at once at the most
 * @param connectionWait how long a caller waits for a free connection; a quarter of a second or more
 * @param statementTimeout how long a statement may run before the database cancels it
 */
public record PoolSettings(int maxConnections, Duration connectionWait, Duration statementTimeout) {

    /** Callers give up after five seconds: a wait and a statement together stay below that. */
    public static final PoolSettings DEFAULT = new PoolSettings(10, Duration.ofSeconds(1), Duration.ofSeconds(3));

    public PoolSettings withMaxConnections(int connections) {
        return new PoolSettings(connections, connectionWait, statementTimeout);
    }

    HikariConfig toConfig(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("stockroom");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(maxConnections);
        config.setConnectionTimeout(connectionWait.toMillis());
        // A connection that proves dead leaves half of the wait to get another.
        config.setValidationTimeout(Math.max(250, connectionWait.toMillis() / 2));
        return config;
    }
}
