package io.github.stockroom.bootstrap;

import io.github.stockroom.persistence.sql.LongWork;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The share of the database that searches, counts, whole lists and exports may take; see {@link LongWork}.
 *
 * @param connections how many of them run at the same time, 1 to 1,000; 0: a third of the pool
 * @param acquireTimeout how long one waits for its turn before it is answered 503
 * @param sortSpace bytes for the ids of whole lists that no index sorts, in all of them together; in temporary files
 */
record LongWorkSettings(
        @DefaultValue("0") int connections,
        @DefaultValue("1s") Duration acquireTimeout,
        @DefaultValue("64MB") DataSize sortSpace) {

    LongWorkSettings {
        if (connections < 0 || connections > 1_000) {
            throw new SettingException(
                    "stockroom.database.long-work.connections must be 0 to 1000, not " + connections + ".");
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

    LongWork limits(int poolSize) {
        int share = connections == 0 ? LongWork.inPoolOf(poolSize).connections() : connections;
        return new LongWork(share, acquireTimeout, sortSpace.toBytes());
    }
}
