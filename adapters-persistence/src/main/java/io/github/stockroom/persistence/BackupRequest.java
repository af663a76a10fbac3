package io.github.stockroom.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;

/**
 * A request of one process to copy the file of an embedded database that another process uses. The file {@value #NAME}
 * in the directory of the database carries it: the process that asks locks one byte, and the process that grants
 * another. Either lock ends with its process.
 */
final class BackupRequest implements AutoCloseable {

    static final String NAME = "stockroom.backup.lock";

    /** The byte that the process locks which asks for a copy. */
    static final long ASKING = 0;

    /** The byte that the process locks which uses the database, as long as the file may be copied. */
    static final long GRANTING = 1;

    /**
     * Bytes that tell grants apart. They follow the locked bytes, which other processes cannot read on some systems.
     */
    static final int GRANT_POSITION = 2;

    static final int GRANT_SIZE = 16;

    /** A service looks each second. */
    private static final Duration WAIT = Duration.ofSeconds(15);

    private static final long PAUSE_MILLIS = 20;

    private final FileChannel channel;
    private byte[] grant = {};

    private BackupRequest(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until the process that uses the database lets its file be copied, until the request is closed.
     *
     * @throws BackupException when it does not, or another process copies the file
     */
    static BackupRequest granted(Path directory) throws IOException, BackupException {
        var request = new BackupRequest(open(directory.resolve(NAME)));
        try {
            request.awaitGrant();
            return request;
        } catch (IOException | BackupException | RuntimeException e) {
            request.close();
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        if (Files.notExists(file)) {
            Path mine = Files.createTempFile(file.toAbsolutePath().getParent(), NAME, null); // for its owner alone
            Files.move(mine, file);
        }
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void awaitGrant() throws IOException, BackupException {
        long deadline = System.nanoTime() + WAIT.toNanos();
        boolean asked = false;
        while (true) {
            asked = asked || FileRegionLock.tryLock(channel, ASKING, 1);
            if (asked && FileRegionLock.isTaken(channel, GRANTING, 1)) {
                grant = readGrant();
                return;
            }
            if (System.nanoTime() >= deadline) {
                throw new BackupException(
                        asked
                                ? "The process that uses the database did not let its file be copied within "
                                        + WAIT.toSeconds()
                                        + " s: it may be starting, changing the schema, short of disk space,"
                                        + " of an earlier version, or run by another user."
                                : "Another backup of this database is being made.");
            }
            pause();
        }
    }

    private static void pause() throws BackupException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("The backup was interrupted.", e);
        }
    }

    /** @throws BackupException when the grant ended since it was given: what was copied may be torn */
    void requireStillGranted() throws IOException, BackupException {
        if (!FileRegionLock.isTaken(channel, GRANTING, 1) || !Arrays.equals(grant, readGrant())) {
            throw new BackupException(
                    "The process that uses the database stopped, or its disk became full, during the copy;"
                            + " repeat the backup.");
        }
    }

    private byte[] readGrant() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(GRANT_SIZE);
        channel.read(bytes, GRANT_POSITION);
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
