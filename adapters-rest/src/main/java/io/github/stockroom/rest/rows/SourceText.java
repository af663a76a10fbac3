package io.github.stockroom.rest.rows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text of a file that may be broken in places. A byte that is none of its character set is read as a surrogate without
 * a partner, which no character set has, so that one bad line spoils no other and every line can be written as it was.
 * A byte order mark at the start says which form of Unicode the text is in, regardless of the declared character set,
 * and is no part of the text. Not thread-safe.
 */
public final class SourceText extends Reader {

    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] UTF_16LE_MARK = {(byte) 0xff, (byte) 0xfe};
    private static final byte[] UTF_16BE_MARK = {(byte) 0xfe, (byte) 0xff};
    private static final byte[] NO_MARK = {};

    /** The character that stands for the byte 0; the others follow. */
    private static final char FIRST_ESCAPE = '\udc00';

    private final InputStream in;
    private final byte[] mark;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(8_192).limit(0);
    private boolean ended;
    private boolean flushed;

    /** @param declared what the text is written in if it has no byte order mark */
    SourceText(InputStream source, Charset declared) {
        try {
            var start = new PushbackInputStream(source, UTF_8_MARK.length);
            byte[] first = start.readNBytes(UTF_8_MARK.length);
            mark = mark(first);
            start.unread(first, mark.length, first.length - mark.length);
            in = start;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        charset = charset(mark, declared);
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Returns the character set that the text is read in. */
    Charset charset() {
        return charset;
    }

    /** Returns the bytes of the byte order mark; none if there is none. */
    byte[] mark() {
        return mark.clone();
    }

    /** Returns true if a byte of this piece of text was none of its character set. */
    static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                i++;
            } else if (Character.isLowSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the bytes that a piece of text was read from. */
    static byte[] bytes(String text, Charset charset) {
        var bytes = new ByteArrayOutputStream(text.length());
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                i++;
            } else if (Character.isLowSurrogate(c)) {
                bytes.writeBytes(text.substring(start, i).getBytes(charset));
                bytes.write(c - FIRST_ESCAPE);
                start = i + 1;
            }
        }
        bytes.writeBytes(text.substring(start).getBytes(charset));
        return bytes.toByteArray();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (length < 2) {
            throw new IllegalArgumentException("a character may be two chars");
        }
        CharBuffer chars = CharBuffer.wrap(buffer, offset, length);
        while (chars.position() == offset && !flushed) {
            decode(chars);
        }
        int count = chars.position() - offset;
        return count == 0 ? -1 : count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void decode(CharBuffer chars) throws IOException {
        CoderResult result = decoder.decode(bytes, chars, ended);
        if (result.isError()) {
            for (int i = 0; i < result.length() && chars.hasRemaining(); i++) {
                chars.put((char) (FIRST_ESCAPE + (bytes.get() & 0xff)));
            }
            decoder.reset();
        } else if (result.isUnderflow()) {
            if (ended) {
                flushed = true;
            } else {
                fill();
            }
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count > 0) {
            bytes.position(bytes.position() + count);
        }
        ended = count < 0;
        bytes.flip();
    }

    private static byte[] mark(byte[] first) {
        if (Arrays.equals(first, UTF_8_MARK)) {
            return UTF_8_MARK;
        }
        byte[] two = Arrays.copyOf(first, 2);
        if (first.length >= 2 && Arrays.equals(two, UTF_16LE_MARK)) {
            return UTF_16LE_MARK;
        }
        return first.length >= 2 && Arrays.equals(two, UTF_16BE_MARK) ? UTF_16BE_MARK : NO_MARK;
    }

    private static Charset charset(byte[] mark, Charset declared) {
        if (mark == NO_MARK) {
            return declared.equals(StandardCharsets.UTF_16) ? StandardCharsets.UTF_16BE : declared;
        }
        if (mark == UTF_8_MARK) {
            return StandardCharsets.UTF_8;
        }
        return mark == UTF_16LE_MARK ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }
}
