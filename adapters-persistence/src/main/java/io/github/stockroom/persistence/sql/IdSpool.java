package io.github.stockroom.persistence.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids in an order that was expensive to find: all of them are written, then read once from the start. Holds a buffer of
 * 16 KiB in memory; what does not fit is in a temporary file without a name, so that nothing is left behind when the
 * process is killed. Not thread-safe.
 */
final class IdSpool implements AutoCloseable {

    static final int BUFFER_BYTES = 16_384;

    private final SpoolBudget budget;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final int width;
    private long taken;
    private long inFile;
    private long readFromFile;
    private @Nullable FileChannel file;

    /**
     * @param budget of all spools together
     * @param uuids whether the ids are {@link UUID}s of 16 bytes; {@link Long}s of 8 otherwise
     */
    IdSpool(SpoolBudget budget, boolean uuids) {
        this.budget = budget;
        this.width = uuids ? 2 * Long.BYTES : Long.BYTES;
        take();
    }

    /**
     * Writes an id behind the others.
     *
     * @throws io.github.stockroom.application.error.TemporarilyUnavailableException with {@code BUSY} when the budget
     *     is used up
     */
    void add(Object id) {
        if (!buffer.hasRemaining()) {
            take();
            flush();
        }
        if (id instanceof UUID uuid) {
            buffer.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        } else {
            buffer.putLong((Long) id);
        }
    }

    /** Takes back all that was written. */
    void clear() {
        buffer.clear();
        inFile = 0;
        if (file != null) {
            try {
                file.truncate(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Ends writing; ids can be read from now on. */
    void rewind() {
        if (file != null) {
            flush();
            buffer.limit(0);
        } else {
            buffer.flip();
        }
    }

    boolean hasNext() {
        return buffer.hasRemaining() || readFromFile < inFile;
    }

    /** Reads the next ids, as many as there are. */
    List<Object> next(int max) {
        List<Object> ids = new ArrayList<>(max);
        while (ids.size() < max && hasNext()) {
            if (!buffer.hasRemaining()) {
                fill();
            }
            long first = buffer.getLong();
            ids.add(width == Long.BYTES ? (Object) first : new UUID(first, buffer.getLong()));
        }
        return ids;
    }

    @Override
    public void close() {
        budget.giveBack(taken);
        taken = 0;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void take() {
        budget.take(BUFFER_BYTES);
        taken += BUFFER_BYTES;
    }

    private void flush() {
        try {
            if (file == null) {
                file = budget.newFile();
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                inFile += file.write(buffer);
            }
            buffer.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() {
        if (file == null) {
            throw new IllegalStateException("there is no file to read from");
        }
        try {
            buffer.clear();
            buffer.limit((int) Math.min(BUFFER_BYTES, inFile - readFromFile));
            while (buffer.hasRemaining()) {
                int bytes = file.read(buffer, readFromFile);
                if (bytes < 0) {
                    throw new IOException("a file of ids was cut short");
                }
                readFromFile += bytes;
            }
            buffer.flip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a file in the system's directory for temporary files. */
    static FileChannel newTemporaryFile() {
        try {
            Path path = Files.createTempFile("stockroom-ids-", ".tmp");
            // Where the file system allows it, the name goes as soon as the file is open.
            return FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
