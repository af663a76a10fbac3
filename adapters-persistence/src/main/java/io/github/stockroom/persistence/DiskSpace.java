package io.github.stockroom.persistence;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The free space of the disk that holds the embedded database. H2 closes a database whose file cannot grow, and reads
 * end with it, so writes stop before that. Checked by one thread, read by any.
 */
final class DiskSpace {

    private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);

    /** More than the writes between two checks take: 1,000 writes of 20 KB. */
    static final long RESERVE = 32L << 20;

    /** Space that comes and goes around the reserve does not switch writes on and off. */
    static final long ENOUGH = 2 * RESERVE;

    private final Callable<Long> usableBytes;
    private volatile boolean isShort;

    /** @param usableBytes of the disk, as of now */
    DiskSpace(Callable<Long> usableBytes) {
        this.usableBytes = usableBytes;
    }

    boolean isShort() {
        return isShort;
    }

    /** Logs one line when writes stop, and one when they go on. */
    void check() throws IOException {
        long usable = usable();
        if (!isShort && usable < RESERVE) {
            isShort = true;
            log.error("no space left: {} MB on the disk of the embedded database; writes are refused", usable >> 20);
        } else if (isShort && usable >= ENOUGH) {
            isShort = false;
            log.info("the disk of the embedded database has {} MB again; writes go on", usable >> 20);
        }
    }

    private long usable() throws IOException {
        try {
            return usableBytes.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
