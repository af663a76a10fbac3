package io.github.stockroom.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stockroom.domain.shared.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "Ada Lovelace",
                "ada@example.org",
                "ada.lovelace_1815+test~!",
                "Zo\u00eb",
                "\u0141ukasz",
                "Nguy\u1ec5n V\u0103n Th\u1ecbnh",
                "y\u0131ld\u0131z",
                "\u1ecd\u0301l\u00e1", // Yoruba, with a tone mark that cannot be composed
                "\u0430\u0434\u043c\u0438\u043d", // "admin" in Russian
                "\u0410\u043d\u043d\u0430 7",
                "\u0391\u03bb\u03ad\u03be\u03b1\u03bd\u03b4\u03c1\u03bf\u03c2",
                "\u5c71\u7530\u592a\u90ce",
                "\u3084\u307e\u3060\u30bf\u30ed\u30fc\u5c71",
                "\uae40\u91d1",
                "\u0645\u062d\u0645\u062f\u0661",
                "\u05d3\u05d5\u05d3 7",
                "\u0928\u093f\u0924\u093f\u0928",
                "\u0e2a\u0e21\u0e0a\u0e32\u0e22",
                "12345",
                "-",
                "\u05d3\u05d5\u05d3\u05b7", // ends in a vowel sign, which has no direction
                "x\u0300", // the first and the last tone mark
                "x\u030c",
                "\u0436\u045f\u048b\u04ff\u0475", // Cyrillic at the ends of what is taken
                "\u1e00\u1eff\u017e",
                "\u10ff"
            })
    void takesNamesOfOneScript(String name) {
        assertThat(Username.chosen(name)).isEqualTo(new Username(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ad\u200bmin", // zero width space
                "ad\u200cmin",
                "ad\u200dmin",
                "ad\u2060min",
                "\ufeffadmin",
                "ad\u00admin", // soft hyphen
                "admin\u034f", // combining grapheme joiner
                "admin\ufe0f", // variation selector
                "admin\udb40\udd00",
                "admin\udb40\udc61", // tag
                "admin\u115f", // Hangul filler
                "admin\u3164",
                "admin\u17b5",
                "\u202eadmin", // right to left
                "\u202dadmin",
                "admin\u200e",
                "admin\u200f",
                "\u2066admin\u2069",
                "adm\u0332in", // underlined
                "admin\u0323\u0323\u0323",
                "admin\u20dd",
                "admin\u2800", // an empty braille cell
                "ad  min",
                "adm\u0269n", // phonetic
                "\u0251dmin",
                "\ua4ee\ua4d3\ua4df\ua4f2\ua4e0", // Lisu
                "\u13aa\u13a0\u13b7\u13c6\u13c0", // Cherokee
                "\ud801\udc30", // Deseret
                "\u0430\u0501\u043c\u0456\u043f", // with the Komi letter like d
                "admin\ue000",
                "admin\ud83d\ude00",
                "\u05d3\u05d5\u05d3!", // ends from left to right
                "7\u05d3\u05d5\u05d3"
            })
    void refusesWhatIsNotSeenOrNotInEverydayUse(String name) {
        assertThat(code(name)).isEqualTo("invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "\u0430dmin, mixed_scripts",
        "adm\u0456n, mixed_scripts",
        "adm\u03b9n, mixed_scripts",
        "admi\u0578, mixed_scripts",
        "admin\u5c71, mixed_scripts",
        "admin\u30fc, mixed_scripts",
        "admin1\u0661, mixed_scripts",
        "\u0661\u06f1, mixed_scripts",
        "\u0441\u043e\u0441\u043e, confusable",
        "\u0410\u0412\u0421, confusable",
        "\u0440\u0430\u0443\u0440\u0430\u0406 7, confusable",
        "\u03bf\u03c5\u03ba\u03bd, confusable",
        "\u0585\u0578\u057d, confusable",
    })
    void refusesNamesThatLookLikeLatinOnes(String name, String code) {
        assertThat(code(name)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uff41\uff44\uff4d\uff49\uff4e",
                "\ud835\udc1a\ud835\udc1d\ud835\udc26\ud835\udc22\ud835\udc27",
                "\u24d0\u24d3\u24dc\u24d8\u24dd",
                "ad\u217fin",
                "\u00aadmin",
                " admin "
            })
    void compatibilityCharactersAreTheSameName(String name) {
        assertThat(Username.chosen(name)).isEqualTo(new Username("admin"));
    }

    @Test
    void knowsThePlainNameThatAnotherLooksLike() {
        assertThat(Username.chosen("adm\u0131n").plainLookAlike()).contains(new Username("admin"));
        assertThat(Username.chosen("admin").plainLookAlike()).isEmpty();
    }

    @Test
    void namesFromBeforeTheRulesStayNames() {
        assertThat(new Username("ad\u200bmin").value()).isEqualTo("ad\u200bmin");
        assertThat(new Username("\u0430dmin").value()).isEqualTo("\u0430dmin");
    }

    private static String code(String name) {
        return catchThrowableOfType(ValidationException.class, () -> Username.chosen(name))
                .violations()
                .get(0)
                .code();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x7f, 0x180, 0x1100, 0x11ff, 0x1ab0, 0x1ab1, 0x1dc0, 0x1dff, 0x20d0, 0x20dc, 0x036f, 0x035d, 0xa960,
                0xa97c, 0xd7b0, 0xd7c6, 0xd7cb, 0xd7fb, 0xfe00, 0xfe0f, 0xfe20, 0xfe2f, 0xe0100, 0xe01ef, 0x460, 0x481,
                0x500, 0x52f
            })
    void refusesTheEndsOfRangesThatHaveNoPlaceInNames(int c) {
        assertThat(catchThrowableOfType(
                        ValidationException.class, () -> Username.chosen(name(c) + Character.toString(c))))
                .isNotNull();
    }

    /** Returns a letter of the script, so that the name is not refused for mixing two. */
    private static String name(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case CYRILLIC -> "\u0436";
            case HANGUL -> "\uae40";
            default -> "a";
        };
    }

    @Test
    void takesMarksBehindLettersOnly() {
        assertThat(catchThrowableOfType(ValidationException.class, () -> Username.chosen("x1\u0300")))
                .isNotNull();
    }
}
