package io.github.stockroom.persistence;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/**
 * The size of the connection pool and the time-outs of its statements.
 *
 * @param maxConnections how many statements run at once at the most
 * @param connectionWait how long a caller waits for a free connection; a quarter of a second or more
 * @param statementTimeout how long a statement may run before the database cancels it
 */
public record PoolSettings(int maxConnections, Duration connectionWait, Duration statementTimeout) {

    /**
     * The time for which a statement waits for a lock: less than a statement may run, so that the two can be told
     * apart.
     */
    static final Duration LOCK_WAIT = Duration.ofSeconds(2);

    /** Callers give up after five seconds: a wait and a statement together stay below that. */
    public static final PoolSettings DEFAULT = new PoolSettings(10, Duration.ofSeconds(1), Duration.ofSeconds(3));

    public PoolSettings withMaxConnections(int connections) {
        return new PoolSettings(connections, connectionWait, statementTimeout);
    }

    /**
     * Held open without work. A start does not wait for the rest, each of which costs a handshake with a slow hash of
     * the password; they are opened when first needed, and given back ten minutes after they were last.
     */
    private static final int IDLE_CONNECTIONS = 2;

    HikariConfig toConfig(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("stockroom");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(maxConnections);
        config.setMinimumIdle(Math.min(IDLE_CONNECTIONS, maxConnections));
        config.setConnectionTimeout(connectionWait.toMillis());
        // A connection that proves dead leaves half of the wait to get another.
        config.setValidationTimeout(Math.max(250, connectionWait.toMillis() / 2));
        return config;
    }
}
