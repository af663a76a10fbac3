package io.github.stockroom.domain.account;

import java.lang.Character.UnicodeScript;
import java.util.Map;

/**
 * Letters that look like Latin ones without an accent (Unicode UTS 39, confusables.txt), of the scripts that
 * {@link UsernameRules} lets through. By number: side by side they could not be told apart here either.
 */
final class LookAlikes {

    /** Like {@code a c e h i j l o p s x y r v A B C E H I J K M O P S T X Y}. */
    private static final String CYRILLIC =
            "\u0430\u0441\u0435\u04bb\u0456\u0458\u04cf\u043e\u0440\u0455\u0445\u0443\u04af\u0433\u0475"
                    + "\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u04c0\u041c\u041e\u0420\u0405\u0422\u0425\u0423\u04ae";

    /** Like {@code a y i k v o p o t u x A B E Z H I K M N O P T Y X j}. */
    private static final String GREEK = "\u03b1\u03b3\u03b9\u03ba\u03bd\u03bf\u03c1\u03c3\u03c4\u03c5\u03c7"
            + "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03f3";

    /** Like {@code g h j n o q u L O S U}. */
    private static final String ARMENIAN = "\u0581\u0570\u0575\u0578\u0585\u0566\u057d\u053c\u0555\u054f\u054d";

    private static final String ALL = CYRILLIC + GREEK + ARMENIAN;

    /** Latin letters like plain ones: i without its dot, and kra. */
    private static final Map<Integer, Integer> LATIN = Map.of(0x131, (int) 'i', 0x138, (int) 'k');

    private LookAlikes() {}

    /**
     * Returns true if a name has letters of another script than Latin only, and each of them looks like a Latin one.
     */
    static boolean isWhollyLatin(String name) {
        int[] letters = name.codePoints().filter(Character::isLetter).toArray();
        for (int letter : letters) {
            if (UnicodeScript.of(letter) == UnicodeScript.LATIN || ALL.indexOf(letter) < 0) {
                return false;
            }
        }
        return letters.length > 0;
    }

    /** The name with Latin letters that look like plain ones replaced by these. */
    static String plain(String name) {
        return name.codePoints()
                .map(c -> LATIN.getOrDefault(c, c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
