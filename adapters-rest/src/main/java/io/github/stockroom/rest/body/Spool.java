package io.github.stockroom.rest.body;

import io.github.stockroom.rest.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are written once and then read: up to {@value #IN_MEMORY} in memory, more than that in a temporary file
 * that only this process may read, and that is gone with the spool. Takes its room from a {@link BodySpace}. Not
 * thread-safe.
 */
public final class Spool implements AutoCloseable {

    static final int IN_MEMORY = 64 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final @Nullable BodySpace space;
    private final String client;
    private byte[] content = NOTHING;
    private @Nullable ByteArrayOutputStream memory;
    private @Nullable FileChannel file;
    private long size;

    /** @param client the address whose files it counts among */
    public Spool(BodySpace space, String client) {
        this.space = space;
        this.client = client;
    }

    private Spool(byte[] content) {
        this.space = null;
        this.client = "";
        this.content = content;
        this.size = content.length;
    }

    /** Returns a spool of bytes that are in memory anyway; it takes no room and cannot be written. */
    public static Spool of(byte[] content) {
        return new Spool(content);
    }

    /** Returns how many bytes there are. */
    public long size() {
        return size;
    }

    /** Returns where to write; what is written may be a {@link ProblemException} when there is no room. */
    public OutputStream output() {
        return new Output();
    }

    /** Returns all that was written, from the start; closing it leaves the spool open. */
    public InputStream input() {
        return file == null ? new ByteArrayInputStream(inMemory()) : new Input(file);
    }

    /** Returns all bytes. */
    public byte[] bytes() {
        if (file == null) {
            return inMemory();
        }
        try (InputStream in = input()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives its room back; it is empty from then on. */
    @Override
    public void close() {
        BodySpace taken = space;
        if (taken == null || size == 0) {
            return;
        }
        long released = size;
        size = 0;
        memory = null;
        if (file == null) {
            taken.releaseMemory(released);
            return;
        }
        taken.releaseFile(client, released);
        closeFile(file);
        file = null;
    }

    private static void closeFile(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] inMemory() {
        if (memory != null) {
            content = memory.toByteArray();
        }
        return content;
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        BodySpace room = space;
        if (room == null) {
            throw new IllegalStateException("a spool of given bytes");
        }
        if (file == null && size + length <= IN_MEMORY && room.takeMemory(length)) {
            if (memory == null) {
                memory = new ByteArrayOutputStream(Math.max(512, length));
            }
            memory.write(bytes, offset, length);
            size += length;
            return;
        }
        moveToFile(room);
        room.takeFile(client, length);
        size += length;
        write(ByteBuffer.wrap(bytes, offset, length));
    }

    private void moveToFile(BodySpace room) throws IOException {
        if (file != null) {
            return;
        }
        FileChannel opened = room.newFile();
        try {
            room.takeFile(client, size);
        } catch (ProblemException e) {
            closeFile(opened);
            throw e;
        }
        room.releaseMemory(size);
        file = opened;
        if (memory != null) {
            write(ByteBuffer.wrap(memory.toByteArray()));
            memory = null;
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        FileChannel target = file;
        while (target != null && bytes.hasRemaining()) {
            target.write(bytes);
        }
    }

    private final class Output extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            Spool.this.write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Spool.this.write(bytes, offset, length);
        }
    }

    /** Reads at a place of its own, so that a spool can be read again. */
    private static final class Input extends InputStream {

        private final FileChannel file;
        private long position;

        Input(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = file.read(ByteBuffer.wrap(bytes, offset, length), position);
            position += Math.max(count, 0);
            return count;
        }
    }
}
