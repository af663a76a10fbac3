package io.github.stockroom.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.jspecify.annotations.Nullable;

/** Locks between processes on a region of a file. They end with the channel, or with the process. */
final class FileRegionLock {

    private FileRegionLock() {}

    /**
     * Takes a lock that ends with the channel; returns false if another process or another thread of this one has it.
     */
    static boolean tryLock(FileChannel channel, long position, long size) throws IOException {
        return lock(channel, position, size) != null;
    }

    /** Returns true if another process or another thread of this one has the lock. */
    static boolean isTaken(FileChannel channel, long position, long size) throws IOException {
        FileLock lock = lock(channel, position, size);
        if (lock == null) {
            return true;
        }
        lock.release();
        return false;
    }

    private static @Nullable FileLock lock(FileChannel channel, long position, long size) throws IOException {
        try {
            return channel.tryLock(position, size, false);
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process
        }
    }
}
