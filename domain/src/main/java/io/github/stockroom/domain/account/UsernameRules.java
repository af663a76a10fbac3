package io.github.stockroom.domain.account;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Rules for new user names, in the manner of PRECIS UsernameCasePreserved (RFC 8265, 3.4) and of the restriction level
 * "single script" (Unicode UTS 39, 5.2), so that no name passes for another. Stricter than these in that a name has no
 * zero-width characters at all, only scripts in everyday use (Unicode UAX 31, table 5), and no letters of phonetic
 * notation.
 */
final class UsernameRules {

    /**
     * Scripts that are written together (UTS 39, 5.1); a name of one of their scripts alone is of one of the sets too.
     */
    private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER = List.of(
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL));

    private static final Set<UnicodeScript> EVERYDAY = EnumSet.of(
            UnicodeScript.ARABIC,
            UnicodeScript.ARMENIAN,
            UnicodeScript.BENGALI,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.CYRILLIC,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.ETHIOPIC,
            UnicodeScript.GEORGIAN,
            UnicodeScript.GREEK,
            UnicodeScript.GUJARATI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.HAN,
            UnicodeScript.HANGUL,
            UnicodeScript.HEBREW,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KANNADA,
            UnicodeScript.KATAKANA,
            UnicodeScript.KHMER,
            UnicodeScript.LAO,
            UnicodeScript.LATIN,
            UnicodeScript.MALAYALAM,
            UnicodeScript.MYANMAR,
            UnicodeScript.ORIYA,
            UnicodeScript.SINHALA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.THAANA,
            UnicodeScript.THAI,
            UnicodeScript.TIBETAN);

    /** Of the blocks IPA Extensions and Latin Extended-B, which hold look-alikes too, the letters of languages. */
    private static final String LATIN_OF_LANGUAGES =
            "\u0181\u0186\u0189\u018a\u018e\u018f\u0190\u0194\u019d\u01a0\u01a1\u01af\u01b0"
                    + "\u01b2\u01cd\u01ce\u01cf\u01d0\u01d1\u01d2\u01d3\u01d4\u01dd\u01e6\u01e7\u01e8\u01e9\u01ea\u01eb\u0218\u0219\u021a"
                    + "\u021b\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0272\u028b";

    /** Tone marks that some languages put on letters for which Unicode has no composed form. */
    private static final String TONE_MARKS = "\u0300\u0301\u0302\u0303\u0304\u0308\u030c";

    private static final int KANA_LENGTH_MARK = 0x30fc;

    private UsernameRules() {}

    /**
     * @param name normalised (NFKC) and trimmed
     * @throws ValidationException {@code invalid}, {@code mixed_scripts} or {@code confusable}
     */
    static void check(String name) {
        if (!name.codePoints().allMatch(UsernameRules::isAllowed) || !isWellFormed(name)) {
            throw violation(
                    "invalid",
                    "A user name has letters, digits, single spaces and ASCII punctuation only, of scripts in everyday use.");
        }
        if (!isOfOneScript(name) || !isOfOneKindOfDigits(name)) {
            throw violation("mixed_scripts", "A user name has letters of one script and digits of one kind.");
        }
        if (LookAlikes.isWhollyLatin(name)) {
            throw violation("confusable", "A user name of another script must not look like a Latin one.");
        }
    }

    private static ValidationException violation(String code, String message) {
        return new ValidationException(Violation.of(code, message));
    }

    private static boolean isAllowed(int c) {
        if (c < 0x80) {
            return c >= ' ' && c < 0x7f;
        }
        return isLetterDigitOrMark(c) && !isIgnorable(c) && !isLoneJamo(c) && isOfEverydayUse(c);
    }

    private static boolean isLetterDigitOrMark(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Letters and marks that are not seen, or may not be (Default_Ignorable_Code_Point). */
    private static boolean isIgnorable(int c) {
        return c == 0x34f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c >= 0x180b && c <= 0x180f
                || c == 0x3164
                || c >= 0xfe00 && c <= 0xfe0f
                || c == 0xffa0
                || c >= 0xe0000;
    }

    /** Parts of Hangul syllables that make no syllable in use (RFC 8264, 9.9). */
    private static boolean isLoneJamo(int c) {
        return c >= 0x1100 && c <= 0x11ff || c >= 0xa960 && c <= 0xa97f || c >= 0xd7b0 && c <= 0xd7ff;
    }

    private static boolean isOfEverydayUse(int c) {
        return switch (UnicodeScript.of(c)) {
            case COMMON -> c == KANA_LENGTH_MARK;
            case INHERITED -> TONE_MARKS.indexOf(c) >= 0 || !isGeneralMark(c);
            case CYRILLIC -> c < 0x460 || c >= 0x48a && c <= 0x4ff || c == 0x475;
            case LATIN -> c < 0x180 || c >= 0x1e00 && c <= 0x1eff || LATIN_OF_LANGUAGES.indexOf(c) >= 0;
            default -> EVERYDAY.contains(UnicodeScript.of(c));
        };
    }

    /** Marks that go with any letter, many of them hard to see. */
    private static boolean isGeneralMark(int c) {
        return c >= 0x300 && c <= 0x36f
                || c >= 0x1ab0 && c <= 0x1aff
                || c >= 0x1dc0 && c <= 0x1dff
                || c >= 0x20d0 && c <= 0x20ff
                || c >= 0xfe20 && c <= 0xfe2f;
    }

    private static boolean isWellFormed(String name) {
        int before = ' ';
        for (int c : name.codePoints().toArray()) {
            boolean general = isGeneralMark(c);
            if (c == ' ' && before == ' ' || isMark(c) && before == ' ' || general && !Character.isLetter(before)) {
                return false;
            }
            before = c;
        }
        return isWrittenInOneDirection(name);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /**
     * The Bidi Rule (RFC 5893, 2) for a name with letters from right to left; the one script sees to the rest of it.
     */
    private static boolean isWrittenInOneDirection(String name) {
        int[] seen = name.codePoints().filter(c -> !isMark(c)).toArray();
        boolean anyFromRight = false;
        for (int c : seen) {
            anyFromRight |= isFromRight(c);
        }
        return !anyFromRight
                || isFromRight(seen[0])
                        && (isFromRight(seen[seen.length - 1]) || Character.isDigit(seen[seen.length - 1]));
    }

    private static boolean isFromRight(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isOfOneScript(String name) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints()
                .mapToObj(c -> c == KANA_LENGTH_MARK ? UnicodeScript.KATAKANA : UnicodeScript.of(c))
                .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
                .forEach(scripts::add);
        return scripts.size() <= 1 || WRITTEN_TOGETHER.stream().anyMatch(set -> set.containsAll(scripts));
    }

    /** Decimal digits stand in rows from zero on; two kinds have different zeros. */
    private static boolean isOfOneKindOfDigits(String name) {
        return name.codePoints()
                        .filter(Character::isDigit)
                        .map(c -> c - Character.digit(c, 10))
                        .distinct()
                        .count()
                <= 1;
    }
}
