package io.github.stockroom.rest.http;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are written once and then read: the first {@value #IN_MEMORY} in memory, more than that in a temporary file that only
 * this process may read, and that is gone with the spool. Not thread-safe.
 */
public final class Spool implements AutoCloseable {

    private static final int IN_MEMORY = 1 << 20;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(512);
    private @Nullable Path path;
    private @Nullable OutputStream file;
    private long size;

    /** How many bytes there are. */
    public long size() {
        return size;
    }

    /** Where to write; to be closed before anything is read. */
    public OutputStream output() {
        return new Output();
    }

    /** All that was written, from the start; the caller closes it, before the spool. */
    public InputStream input() throws IOException {
        return path == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(path);
    }

    @Override
    public void close() {
        try {
            if (file != null && path != null) {
                file.close();
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes behind the first so many bytes goes to a file, and those bytes with it. */
    private OutputStream target(int more) throws IOException {
        if (file == null && size + more > IN_MEMORY) {
            path = Files.createTempFile("stockroom-", ".spool");
            file = new BufferedOutputStream(Files.newOutputStream(path));
            memory.writeTo(file);
            memory.reset();
        }
        size += more;
        return file == null ? memory : file;
    }

    private final class Output extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            target(1).write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target(length).write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.flush();
            }
        }
    }
}
