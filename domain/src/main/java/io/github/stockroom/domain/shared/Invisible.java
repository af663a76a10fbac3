package io.github.stockroom.domain.shared;

/** Characters that people do not see. */
final class Invisible {

    private Invisible() {}

    /**
     * Returns true for white space and for format characters (general category Cf) that mean nothing at the end of a
     * text. Not among them are format characters that are seen, such as Arabic number signs, and the tags that end the
     * flags of England, Scotland and Wales.
     */
    static boolean isDropped(int c) {
        if (c < 0x10000 && Text.isSpace((char) c)) {
            return true;
        }
        return c >= 0xad && Character.getType(c) == Character.FORMAT && !isSeen(c) && !isTag(c);
    }

    /** Returns true if a text has nothing but characters that are not seen. */
    static boolean isAllOf(String text) {
        int i = 0;
        while (i < text.length() && isInvisible(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        return i == text.length();
    }

    private static boolean isInvisible(int c) {
        return isDropped(c) || Character.getType(c) == Character.CONTROL || isTag(c) || isFiller(c);
    }

    /** Prepended_Concatenation_Mark, and the controls that join hieroglyphs. */
    private static boolean isSeen(int c) {
        return c >= 0x600 && c <= 0x605
                || c == 0x6dd
                || c == 0x70f
                || c == 0x890
                || c == 0x891
                || c == 0x8e2
                || c == 0x110bd
                || c == 0x110cd
                || c >= 0x13430 && c <= 0x1343f;
    }

    private static boolean isTag(int c) {
        return c >= 0xe0020 && c <= 0xe007f;
    }

    /**
     * Letters, marks and symbols that are drawn as nothing (Default_Ignorable_Code_Point, and the empty Braille
     * pattern).
     */
    private static boolean isFiller(int c) {
        return c == 0x34f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c >= 0x180b && c <= 0x180f
                || c == 0x2800
                || c == 0x3164
                || c >= 0xfe00 && c <= 0xfe0f
                || c == 0xffa0
                || c >= 0xe0000 && c <= 0xe0fff;
    }
}
