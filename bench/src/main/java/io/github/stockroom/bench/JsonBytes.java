package io.github.stockroom.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Grows as needed. Takes the plain ASCII that the benchmark writes. */
final class JsonBytes {

    private byte[] bytes = new byte[256];
    private int length;

    JsonBytes append(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    @SuppressWarnings("deprecation") // the only way to copy ASCII without a new array
    JsonBytes append(String ascii) {
        reserve(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
        return this;
    }

    JsonBytes append(long number) {
        return append(Long.toString(number));
    }

    JsonBytes appendText(String text) {
        append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                throw new IllegalArgumentException("not a text of the benchmark: " + text);
            }
        }
        return append(text).append('"');
    }

    int length() {
        return length;
    }

    void drainTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
