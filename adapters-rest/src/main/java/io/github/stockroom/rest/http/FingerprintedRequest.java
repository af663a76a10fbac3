package io.github.stockroom.rest.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A request that tells afterwards what its body was: the SHA-256 of content type and bytes, taken while they are read. */
final class FingerprintedRequest extends HttpServletRequestWrapper {

    /** No request that was ever served has a longer body. */
    private static final int MAX_BYTES = 10_000_000;

    private final MessageDigest digest = Sha256.digest();
    private @Nullable Body body;

    FingerprintedRequest(HttpServletRequest request) {
        super(request);
        digest.update((request.getHeader("Content-Type") + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Body(super.getInputStream());
        }
        return body;
    }

    /** Reads what is left, and ends. A body that is too long to have been served has a fingerprint like no other. */
    String fingerprint() throws IOException {
        getInputStream().skip(MAX_BYTES + 1L);
        return HexFormat.of().formatHex(digest.digest());
    }

    private final class Body extends ServletInputStream {

        private final ServletInputStream bytes;

        Body(ServletInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = bytes.read(buffer, offset, length);
            if (count > 0) {
                digest.update(buffer, offset, count);
            }
            return count;
        }

        @Override
        public boolean isFinished() {
            return bytes.isFinished();
        }

        @Override
        public boolean isReady() {
            return bytes.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("bodies are read by the thread that serves the request");
        }
    }
}
