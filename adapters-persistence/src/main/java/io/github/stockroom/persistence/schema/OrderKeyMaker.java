package io.github.stockroom.persistence.schema;

import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.persistence.sql.Database;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the keys of records that an earlier version of the service writes, during a rolling deployment or after a
 * roll-back. On PostgreSQL it looks for them every second, by an index that is empty otherwise. No other process writes
 * into an embedded database while it is open, so there it reads all records once.
 */
public final class OrderKeyMaker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OrderKeyMaker.class);

    private static final long SECOND = 1;
    private static final long PATIENCE = 5;

    private final Database database;
    private final boolean shared;
    private List<OrderKeys> existing = List.of();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "order-keys");
        created.setDaemon(true);
        return created;
    });

    /** @param shared whether other processes may write into the database, which is PostgreSQL then */
    public OrderKeyMaker(Database database, boolean shared) {
        this.database = database;
        this.shared = shared;
    }

    /** Begins at once, in a thread of its own. */
    public void start() {
        if (shared) {
            thread.scheduleWithFixedDelay(this::tryToMake, 0, SECOND, TimeUnit.SECONDS);
        } else {
            thread.execute(this::tryToMake);
        }
    }

    private void tryToMake() {
        try {
            make();
        } catch (TemporarilyUnavailableException | OutcomeUnknownException e) {
            log.debug("text of records that an earlier version wrote gets its keys later", e);
        } catch (RuntimeException e) {
            log.warn("text of records that an earlier version wrote has no keys: {}", e.getMessage(), e);
        }
    }

    /** Makes all keys that are missing now. */
    void make() {
        if (existing.isEmpty()) {
            existing = database.queryWithCachedPlan(jdbc ->
                    OrderKeys.TABLES.stream().filter(keys -> keys.exists(jdbc)).toList());
        }
        for (OrderKeys keys : existing) {
            long made = make(keys);
            if (made > 0) {
                log.info("{}: made keys for {} records of an earlier version", keys.table(), made);
            }
        }
    }

    private long make(OrderKeys keys) {
        long made = 0;
        OrderKeys.Chunk chunk = read(keys, null);
        while (chunk.last() != null && !thread.isShutdown()) {
            for (Object[] parameters : chunk.outdated()) {
                made += database.change(
                        jdbc -> jdbc.sql(keys.update()).params(parameters).update());
            }
            chunk = read(keys, chunk.last());
        }
        return made;
    }

    private OrderKeys.Chunk read(OrderKeys keys, @Nullable Object after) {
        return database.queryWithCachedPlan(jdbc -> keys.read(jdbc, after, shared));
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
