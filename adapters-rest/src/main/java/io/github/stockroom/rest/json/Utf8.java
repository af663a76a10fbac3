package io.github.stockroom.rest.json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as UTF-8 and nothing else; a byte order mark at its start, as Windows tools send it, means nothing. */
public final class Utf8 {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    /** @throws UnreadableException when it is something else */
    static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    /**
     * Its failures are for {@link #translated}.
     *
     * @throws UnreadableException when the beginning is something else
     */
    public static Reader reader(InputStream in) {
        try {
            Reader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return text;
        } catch (IOException e) {
            throw translated(new UncheckedIOException(e));
        }
    }

    /** Returns the exception to throw for a failure to read text: text that is not UTF-8 is an error of the client. */
    public static RuntimeException translated(RuntimeException failure) {
        return failure.getCause() instanceof CharacterCodingException ? notUtf8() : failure;
    }

    private static UnreadableException notUtf8() {
        return new UnreadableException("bad-encoding", "Bad encoding", "The body is not UTF-8.");
    }
}
