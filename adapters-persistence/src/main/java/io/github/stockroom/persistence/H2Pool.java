package io.github.stockroom.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.persistence.sql.FreeSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection pool that looks after the file of an embedded database: it gives back the space which writes leave
 * behind, says when the disk is full, and opens the database again after an error closed it.
 *
 * <p>Each commit appends some pages, about 20 KB. H2 keeps them for 45 seconds, so that a power failure finds a whole
 * database in the file, and uses their space again after that. H2's own background thread would shorten the file, but a
 * database that writes each commit at once ({@code WRITE_DELAY=0}) has no such thread.
 */
final class H2Pool extends HikariDataSource implements FreeSpace {

    private static final Logger log = LoggerFactory.getLogger(H2Pool.class);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Writers wait while a step moves data: a tenth of a second on a slow disk. */
    private static final long BYTES_PER_STEP = 8L << 20;

    private static final int SPARSE_PERCENT = 75;

    /** Less is not worth a line in the log. */
    private static final long WORTH_TELLING = 16L << 20;

    private final ScheduledExecutorService maintenance = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "h2-space");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Null until the first step, and once the database closed after an error. Touched by the maintenance thread alone.
     */
    private @Nullable MVStore store;

    /** The size of the file before the steps that shorten it, in bytes; 0 while none does. */
    private long sizeBefore;

    private final DiskSpace space;
    private final BackupGrant backup;
    private final boolean compactAtTheEnd;

    /**
     * Creates a pool.
     *
     * @param compactAtTheEnd whether {@link #close} takes the time to write the file anew
     */
    H2Pool(HikariConfig config, DiskSpace space, BackupGrant backup, boolean compactAtTheEnd) {
        super(config);
        this.space = space;
        this.backup = backup;
        this.compactAtTheEnd = compactAtTheEnd;
        maintenance.scheduleWithFixedDelay(this::step, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isShort() {
        return space.isShort();
    }

    private void step() {
        try {
            space.check();
            MVStore opened = open();
            if (opened.getFileStore() instanceof RandomAccessStore file) {
                boolean isBeingCopied = backup.update(opened, file, space.isShort());
                // Moving data takes space at first.
                if (!isBeingCopied && !space.isShort()) {
                    opened.executeFilestoreOperation(file::dropUnusedChunks);
                    shorten(opened, file);
                }
            }
        } catch (SQLException | IOException | RuntimeException e) {
            // A statement meets the same failure, and is answered and logged.
            log.debug("cannot look after the file of the embedded database", e);
            sizeBefore = 0;
        }
    }

    private void shorten(MVStore opened, RandomAccessStore file) {
        long size = file.size();
        if (file.getFillRate() < SPARSE_PERCENT && size > BYTES_PER_STEP) {
            sizeBefore = Math.max(sizeBefore, size);
            file.compactMoveChunks(SPARSE_PERCENT, BYTES_PER_STEP, opened);
        } else if (sizeBefore > 0) {
            tell(sizeBefore - size, size);
            sizeBefore = 0;
        }
    }

    private static void tell(long given, long size) {
        if (given >= WORTH_TELLING) {
            log.info("the file of the embedded database gave back {} MB and has {} MB now", given >> 20, size >> 20);
        }
    }

    private MVStore open() throws SQLException {
        if (store != null && store.isClosed()) {
            log.warn("an error closed the embedded database, which is opened again");
            store = null;
            backup.close();
            getHikariPoolMXBean().softEvictConnections();
        }
        if (store == null) {
            try (Connection connection = getConnection()) {
                SessionLocal session =
                        (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
                store = session.getDatabase().getStore().getMvStore();
            }
        }
        return store;
    }

    /** Waits for the step at work: an interrupt would close the file under the database. */
    @Override
    public void close() {
        maintenance.shutdown();
        boolean interrupted = false;
        try {
            if (!maintenance.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("the embedded database closes while it gives back space");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        backup.close(); // H2 moves data when it closes
        if (compactAtTheEnd && !isClosed()) {
            compact();
        }
        super.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void compact() {
        try {
            MVStore opened = open();
            if (opened.getFileStore().getChunksFillRate() < SPARSE_PERCENT) {
                writeAnew(Path.of(opened.getFileStore().getFileName()));
            }
        } catch (SQLException | MVStoreException | IOException e) {
            log.warn("the file of the embedded database keeps its free space", e);
        }
    }

    /** H2 writes another file, which gets the permissions of a new file. */
    private void writeAnew(Path file) throws SQLException, IOException {
        PosixFileAttributeView before = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        Set<PosixFilePermission> permissions =
                before == null ? Set.of() : before.readAttributes().permissions();
        // Not of the pool, which would use the connection once more.
        try (Connection connection = DriverManager.getConnection(getJdbcUrl(), getUsername(), getPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown compact");
        } finally {
            if (before != null) {
                before.setPermissions(permissions);
            }
        }
    }
}
