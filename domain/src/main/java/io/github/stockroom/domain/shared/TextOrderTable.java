package io.github.stockroom.domain.shared;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The weights of code points. A weight is one or two chars below U+D800, so that all stores compare it alike. ASCII
 * letters (small), digits and Han of the first block are their own weights. A weight between two of those is the lower
 * one and a char from U+D000 on, with which no weight begins. Immutable and thread-safe.
 */
final class TextOrderTable {

    /** Made from ICU by a test, which says how. */
    static final String FILE = "text-order.txt";

    private static final int PAGE_BITS = 8;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int LENGTH_BITS = 6;
    private static final int HEXADECIMAL = 16;

    private static final char FIRST_HAN = '\u4e00';
    private static final char LAST_HAN = '\u9fff';

    private static final char FIRST_SYLLABLE = '\uac00';
    private static final char LAST_SYLLABLE = '\ud7a3';
    private static final char FIRST_INITIAL = '\u1100';
    private static final char FIRST_VOWEL = '\u1161';
    private static final char BEFORE_FINALS = '\u11a7';
    private static final int VOWELS = 21;
    private static final int FINALS = 28;

    /** Characters that the table lacks: behind Han, 14 bits of the code point in the second char. */
    private static final char FIRST_OTHER = '\ucf00';

    private static final int OTHER_BITS = 14;
    private static final char FIRST_TRAIL = '\u0080';

    /**
     * Vowels of Thai, Lao, New Tai Lue and Tai Viet that are written before the consonant that they are spoken and
     * sorted behind (Unicode property Logical_Order_Exception).
     */
    private static final String WRITTEN_BEFORE = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
            + "\u19b5\u19b6\u19b7\u19ba\uaab5\uaab6\uaab9\uaabb\uaabc";

    private static final int SCRIPT_BITS = 7;

    /** Of each code point, where its weights are in {@link #weights}; by pages, of which most are missing. */
    private final int[] @Nullable [] pages = new int[(Character.MAX_CODE_POINT >> PAGE_BITS) + 1][];

    private final String weights;

    private TextOrderTable(BufferedReader file) throws IOException {
        var all = new StringBuilder();
        for (String line = file.readLine(); line != null; line = file.readLine()) {
            if (!line.startsWith("#")) {
                add(line, all);
            }
        }
        weights = all.toString();
    }

    /** @throws UncheckedIOException if the table cannot be read */
    static TextOrderTable load() {
        var in = Objects.requireNonNull(TextOrderTable.class.getResourceAsStream(FILE), FILE);
        try (var file = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return new TextOrderTable(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds {@code 41 61} (code point and chars of its weights) or {@code 391+16 c6}, where the last char rises with the
     * code point.
     */
    private void add(String line, StringBuilder all) {
        int space = line.indexOf(' ');
        int end = space < 0 ? line.length() : space;
        int plus = line.lastIndexOf('+', end);
        int first = Integer.parseInt(line, 0, plus < 0 ? end : plus, HEXADECIMAL);
        int more = plus < 0 ? 0 : Integer.parseInt(line, plus + 1, end, HEXADECIMAL);
        int start = all.length();
        while (end < line.length()) {
            int next = line.indexOf(' ', end + 1);
            int close = next < 0 ? line.length() : next;
            all.append((char) Integer.parseInt(line, end + 1, close, HEXADECIMAL));
            end = close;
        }
        int length = all.length() - start;
        put(first, start, length);
        for (int i = 1; i <= more; i++) {
            int copy = all.length();
            if (length > 0) {
                all.append(all, start, start + length);
                all.setCharAt(copy + length - 1, (char) (all.charAt(start + length - 1) + i));
            }
            put(first + i, copy, length);
        }
    }

    private void put(int codePoint, int start, int length) {
        page(codePoint)[codePoint & PAGE_SIZE - 1] = (start << LENGTH_BITS | length) + 1;
    }

    private int[] page(int codePoint) {
        int[] page = pages[codePoint >> PAGE_BITS];
        if (page == null) {
            page = new int[PAGE_SIZE];
            pages[codePoint >> PAGE_BITS] = page;
        }
        return page;
    }

    /** Appends the weights of a text. */
    void appendWeights(String text, StringBuilder key) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isWrittenBefore(c) && i < text.length()) {
                int next = text.codePointAt(i);
                if (next >> SCRIPT_BITS == c >> SCRIPT_BITS && !isWrittenBefore(next)) {
                    i += Character.charCount(next);
                    append(next, key);
                }
            }
            append(c, key);
        }
    }

    private static boolean isWrittenBefore(int c) {
        return c >= WRITTEN_BEFORE.charAt(0) && WRITTEN_BEFORE.indexOf(c) >= 0;
    }

    private void append(int c, StringBuilder key) {
        int[] page = pages[c >> PAGE_BITS];
        int place = page == null ? 0 : page[c & PAGE_SIZE - 1];
        if (place > 0) {
            int start = place - 1 >> LENGTH_BITS;
            key.append(weights, start, start + (place - 1 & (1 << LENGTH_BITS) - 1));
        } else if (c >= FIRST_HAN && c <= LAST_HAN) {
            key.append((char) c);
        } else if (c >= FIRST_SYLLABLE && c <= LAST_SYLLABLE) {
            appendSyllable(c - FIRST_SYLLABLE, key);
        } else {
            key.append((char) (FIRST_OTHER + (c >> OTHER_BITS)));
            key.append((char) (FIRST_TRAIL + (c & (1 << OTHER_BITS) - 1)));
        }
    }

    /** Appends the weights of the letters of a Hangul syllable. */
    private void appendSyllable(int index, StringBuilder key) {
        append(FIRST_INITIAL + index / (VOWELS * FINALS), key);
        append(FIRST_VOWEL + index / FINALS % VOWELS, key);
        if (index % FINALS > 0) {
            append(BEFORE_FINALS + index % FINALS, key);
        }
    }
}
