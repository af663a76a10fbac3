package io.github.stockroom.bootstrap.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A request as it goes over the wire.
 *
 * @param number of the case; with the seed it gives the same request again
 * @param operation that it was drawn for; a form of HTTP if {@code raw}
 * @param path without the query, still encoded
 * @param projected if the query may leave fields out of the answer
 * @param raw if the bytes are no request of HTTP/1.1: then the client ends its side of the connection behind them
 */
record FuzzRequest(
        int number, String operation, String method, String path, boolean projected, boolean raw, byte[] bytes) {

    private static final int SHOWN = 2_000;
    private static final Path DIRECTORY = Path.of("target", "fuzz");

    /** Returns the request line and the header fields. */
    byte[] head() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Writes the bytes to a file, as they go over the wire, and returns its path. */
    Path saved() {
        try {
            Path file = Files.createDirectories(DIRECTORY).resolve("case-" + number + ".http");
            return Files.write(file, bytes).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the bytes as text, what cannot be printed as an escape, the middle of a long one left out. */
    String shown() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.length() > 2 * SHOWN) {
            text = text.substring(0, SHOWN) + "\n... " + (text.length() - 2 * SHOWN) + " bytes ...\n"
                    + text.substring(text.length() - SHOWN);
        }
        StringBuilder shown = new StringBuilder();
        for (char character : text.toCharArray()) {
            boolean printable = (character >= ' ' && character < 0x7f) || character == '\n';
            if (printable) {
                shown.append(character);
            } else if (character != '\r') {
                shown.append(String.format("\\x%02x", (int) character));
            }
        }
        return shown.toString();
    }
}
