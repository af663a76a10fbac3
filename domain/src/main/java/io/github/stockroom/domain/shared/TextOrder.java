package io.github.stockroom.domain.shared;

/**
 * The order of text for people: alphabetical, and by case and accents only where the letters are the same.
 *
 * <pre>{@code
 * sort by TextOrder.key(text):  100 cotton, apple pie, Éclair, eclipse, STRASSE, straße, Zebra, zebra
 * }</pre>
 *
 * <p>Letters, digits and signs have the primary weights of the Unicode collation algorithm with the root order of CLDR,
 * which are in the table of this package: the order does not depend on the Java version, a locale or a database. White
 * space comes first, then punctuation, signs, currencies, digits (one by one, {@code 10} before {@code 9}) and letters:
 * Latin, Greek, Cyrillic and so on, Han by code point. Characters that the table lacks come last, by code point. Marks
 * and invisible characters have no weight.
 */
public final class TextOrder {

    /** Text is sorted by as many code points at its start. */
    public static final int MAX_LENGTH = 255;

    /**
     * The chars of a key in front of {@link #END}. With at most 7 bytes for each code point of the text, a key has no
     * more than 2,551 bytes of UTF-8: an entry of a PostgreSQL index has room for 2,704.
     */
    private static final int MAX_WEIGHTS = MAX_LENGTH;

    /** Stands behind the weights and before every weight, so that a word comes before longer ones. */
    private static final char END = '\u0001';

    private static final int LAST = Character.MAX_CODE_POINT;

    private static final TextOrderTable TABLE = TextOrderTable.load();

    private TextOrder() {}

    /**
     * Returns the key of a text, or of its first {@value #MAX_LENGTH} code points. Keys are equal for equal texts only.
     * They compare alike by UTF-16 unit ({@link String#compareTo}, H2) and by code point (PostgreSQL's collation "C").
     *
     * @param text without unpaired surrogates
     */
    public static String key(String text) {
        String start = Text.start(text, MAX_LENGTH);
        var key = new StringBuilder(2 * start.length() + 1);
        TABLE.appendWeights(start, key);
        key.setLength(Math.min(key.length(), MAX_WEIGHTS));
        key.append(END);
        appendText(start, key);
        return key.toString();
    }

    /**
     * Appends the text itself. UTF-16 has the code points from U+10000 on before those from U+E000 to U+FFFF, so these
     * are moved behind all others. The SQL that looks for outdated keys does the same.
     */
    private static void appendText(String text, StringBuilder key) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > Character.MAX_SURROGATE) {
                key.appendCodePoint(LAST);
            }
            key.append(c);
            if (c == Character.MAX_LOW_SURROGATE && text.codePointBefore(i + 1) == LAST) {
                key.append(END);
            }
        }
    }
}
