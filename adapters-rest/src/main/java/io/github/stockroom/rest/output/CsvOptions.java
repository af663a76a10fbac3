package io.github.stockroom.rest.output;

/**
 * Options for writing CSV.
 *
 * @param safe whether an apostrophe goes before what spreadsheets take for the start of a formula; without it cells are
 *     never altered
 * @param mark whether a byte order mark comes first, without which Excel reads UTF-8 as the character set of its
 *     machine
 * @param separator between two cells
 */
public record CsvOptions(boolean safe, boolean mark, char separator) {

    /** RFC 4180. */
    public static final CsvOptions PLAIN = new CsvOptions(false, false, ',');
}
