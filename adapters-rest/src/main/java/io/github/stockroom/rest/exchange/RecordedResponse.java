package io.github.stockroom.rest.exchange;

import io.github.stockroom.application.idempotency.StoredResponse;
import io.github.stockroom.rest.body.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** An answer that is kept, its body cut into parts, to be sent later. */
final class RecordedResponse extends OutputStream implements Response {

    private static final int PART = 64 * 1024;

    private final Consumer<byte[]> parts;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int status = 200;
    private byte[] part = new byte[0];
    private int filled;
    private long length;

    RecordedResponse(Consumer<byte[]> parts) {
        this.parts = parts;
    }

    @Override
    public void status(int newStatus) {
        status = newStatus;
    }

    @Override
    public void header(String name, String value) {
        headers.put(name, value);
    }

    @Override
    public void end(byte[] body) {
        part = new byte[Math.min(PART, body.length)];
        write(body, 0, body.length);
    }

    @Override
    public void end(Spool body) {
        part = new byte[(int) Math.min(PART, body.size())];
        try (body;
                InputStream in = body.input()) {
            in.transferTo(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public OutputStream stream() {
        part = new byte[PART];
        return this;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        for (int done = 0; done < count; ) {
            int fitting = Math.min(count - done, part.length - filled);
            System.arraycopy(bytes, offset + done, part, filled, fitting);
            filled += fitting;
            done += fitting;
            if (filled == part.length) {
                endPart();
            }
        }
    }

    /** Ends the recording. */
    StoredResponse finished(String fingerprint) {
        if (filled > 0) {
            endPart();
        }
        return new StoredResponse(fingerprint, status, headers, length);
    }

    private void endPart() {
        parts.accept(Arrays.copyOf(part, filled));
        length += filled;
        filled = 0;
    }
}
