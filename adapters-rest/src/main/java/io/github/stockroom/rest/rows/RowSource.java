package io.github.stockroom.rest.rows;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The properties of a table that its sender declares.
 *
 * @param charset of CSV without a byte order mark; everything else is UTF-8
 * @param skipsUnknownColumns whether columns of CSV that name no field are passed over; otherwise they are an error
 */
public record RowSource(Charset charset, boolean skipsUnknownColumns) {

    public static final RowSource DEFAULT = new RowSource(StandardCharsets.UTF_8, false);

    /** Those that spreadsheets write. Each of them reads every line by itself and writes it back as it was. */
    private static final Pattern SPREADSHEETS = Pattern.compile(
            "UTF-8|UTF-16(LE|BE)?|US-ASCII|ISO-8859-\\d+|windows-125\\d|IBM(437|850|852|858)|IBM00858|KOI8-R|x-Mac\\w+");

    /**
     * Returns the character set of this name, in any case and under any alias; empty if tables cannot be read in it.
     */
    public static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name))
                    .filter(charset -> SPREADSHEETS.matcher(charset.name()).matches());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
