package io.github.stockroom.bootstrap;

import io.github.stockroom.persistence.sql.LongWork;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The share of the database that searches, counts, whole lists, exports and bulk writes may take; see {@link LongWork}.
 *
 * @param connections how many of the reads run at the same time, 1 to 1,000; 0: a third of the pool
 * @param bulkConnections how many bulk writes run at the same time, 1 to 1,000; 0: a third of the pool
 * @param acquireTimeout how long one waits for its turn before it is answered 503
 * @param sortSpace bytes for the ids of whole lists that no index sorts, in all of them together; in temporary files
 */
record LongWorkSettings(
        @DefaultValue("0") int connections,
        @DefaultValue("0") int bulkConnections,
        @DefaultValue("1s") Duration acquireTimeout,
        @DefaultValue("64MB") DataSize sortSpace) {

    LongWorkSettings {
        if (connections < 0 || connections > 1_000) {
            throw new SettingException(
                    "stockroom.database.long-work.connections must be 0 to 1000, not " + connections + ".");
        }
        if (bulkConnections < 0 || bulkConnections > 1_000) {
            throw new SettingException(
                    "stockroom.database.long-work.bulk-connections must be 0 to 1000, not " + bulkConnections + ".");
        }
        if (acquireTimeout.isNegative() || acquireTimeout.toSeconds() > 25) {
            throw new SettingException(
                    "stockroom.database.long-work.acquire-timeout must be 0s to 25s, not " + acquireTimeout + ".");
        }
        if (sortSpace.toMegabytes() < 1) {
            throw new SettingException(
                    "stockroom.database.long-work.sort-space must be 1MB or more, not " + sortSpace + ".");
        }
    }

    /** The same for a pool of which long work may take the default share. */
    LongWorkSettings withDefaultShare() {
        return new LongWorkSettings(0, 0, acquireTimeout, sortSpace);
    }

    /** @param files opens a new temporary file, which is gone when it is closed */
    LongWork limits(int poolSize, Supplier<FileChannel> files) {
        int share = LongWork.share(poolSize);
        return new LongWork(
                connections == 0 ? share : connections,
                bulkConnections == 0 ? share : bulkConnections,
                acquireTimeout,
                sortSpace.toBytes(),
                files);
    }
}
