package io.github.stockroom.generator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Spellings of a name that is written as {@code order_lines}. */
final class Words {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** Words whose first letter is a vowel that is not spoken as one. */
    private static final Pattern LIKE_A_CONSONANT = Pattern.compile("(uni|use|usu|eu|one|ubiq|uti).*");

    /** Plurals in {@code -ies} whose singular has the same vowels. */
    private static final Set<String> PLAIN_IES = Set.of("movies", "cookies", "ties", "pies", "lies", "zombies");

    /** Words with the spoken vowel of "an" behind a letter that is not spoken. */
    private static final Pattern LIKE_A_VOWEL = Pattern.compile("(heir|honest|honou?r|hour).*");

    /** Plurals whose singular does not follow from the letters: {@code analyses}, {@code news}, {@code shelves}. */
    private static final Pattern IRREGULAR = Pattern.compile(
            "news|series|species|axes|.*([lr]yses|[ht]eses|crises|[^s]ss|us|(ni|wi|li|wol|sel|shel|hal|cal|lea|thie|loa|scar)ves)");

    /** Plurals with {@code es} behind the singular: {@code boxes}, {@code statuses}, {@code heroes}. */
    private static final Pattern WITH_ES =
            Pattern.compile(".*(ss|sh|ch|x|zz|[^aceo]us|gas)es|(her|potat|tomat|ech|vet|carg|mang|tornad|volcan)oes");

    private Words() {}

    /** Returns true for lower-case words joined by single underscores. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Returns {@code OrderLines}. */
    static String type(String name) {
        return Arrays.stream(name.split("_")).map(Words::capitalised).collect(Collectors.joining());
    }

    /** Returns {@code orderLines}. */
    static String variable(String name) {
        String type = type(name);
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }

    /** Returns {@code ORDER_LINES}. */
    static String constant(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /** Returns {@code order lines}. */
    static String plain(String name) {
        return name.replace('_', ' ');
    }

    /** Returns {@code order-lines}. */
    static String hyphenated(String name) {
        return name.replace('_', '-');
    }

    static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Returns {@code a} or {@code an}, as the word wants it. */
    static String article(String word) {
        boolean vowel = "aeiou".indexOf(word.charAt(0)) >= 0
                && !LIKE_A_CONSONANT.matcher(word).matches();
        return vowel || LIKE_A_VOWEL.matcher(word).matches() ? "an" : "a";
    }

    /** Returns the singular of a regular plural, and an empty text if it does not look like one. */
    static String singular(String plural) {
        String last = plural.substring(plural.lastIndexOf('_') + 1);
        if (IRREGULAR.matcher(last).matches()) {
            return "";
        }
        if (last.endsWith("ies") && !PLAIN_IES.contains(last)) {
            return plural.substring(0, plural.length() - 3) + "y";
        }
        if (WITH_ES.matcher(last).matches()) {
            return plural.substring(0, plural.length() - 2);
        }
        return last.length() > 2 && last.endsWith("s") ? plural.substring(0, plural.length() - 1) : "";
    }
}
