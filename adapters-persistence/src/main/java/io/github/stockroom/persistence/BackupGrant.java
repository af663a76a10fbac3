package io.github.stockroom.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The side of a {@link BackupRequest} that uses the database. While it lets the file be copied, H2 appends to the file,
 * and overwrites none of the data in it. Used by one thread at a time.
 */
final class BackupGrant implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BackupGrant.class);

    private final Path file;

    /** Holds the lock of the grant; null while there is none. */
    private @Nullable FileChannel channel;

    BackupGrant(Path directory) {
        this.file = directory.resolve(BackupRequest.NAME);
    }

    /**
     * Gives or ends a grant, as another process asks.
     *
     * @param isShort whether the file must not grow, so that there is no grant
     * @return whether the file is being copied
     */
    boolean update(MVStore store, RandomAccessStore data, boolean isShort) throws IOException {
        if (channel != null && (isShort || !FileRegionLock.isTaken(channel, BackupRequest.ASKING, 1))) {
            close();
            data.setReuseSpace(true);
            log.info("the file of the embedded database was {}", isShort ? "too large to be copied" : "copied");
        } else if (channel == null && !isShort && Files.exists(file)) {
            give(store, data);
        }
        return channel != null;
    }

    private void give(MVStore store, RandomAccessStore data) throws IOException {
        FileChannel asked = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (FileRegionLock.isTaken(asked, BackupRequest.ASKING, 1)) {
                store.executeFilestoreOperation(() -> data.setReuseSpace(false));
                store.sync();
                UUID id = UUID.randomUUID();
                ByteBuffer grant = ByteBuffer.allocate(BackupRequest.GRANT_SIZE)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .flip();
                asked.write(grant, BackupRequest.GRANT_POSITION);
                if (FileRegionLock.tryLock(asked, BackupRequest.GRANTING, 1)) {
                    channel = asked;
                } else {
                    data.setReuseSpace(true);
                }
            }
        } finally {
            if (channel == null) {
                asked.close();
            }
        }
    }

    /** Ends the grant: the file is about to be changed. */
    @Override
    public void close() {
        FileChannel granted = channel;
        channel = null;
        if (granted != null) {
            try {
                granted.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
