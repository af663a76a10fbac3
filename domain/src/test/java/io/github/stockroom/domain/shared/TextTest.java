package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"a b", " a b ", "\t\r\na b\n", "\u00a0a b\u202f", "\u3000a b\u2003", "\u0085a b\u2028"})
    void trimsEveryKindOfSpaceAtBothEnds(String raw) {
        assertThat(Text.required(raw, 10)).isEqualTo("a b");
    }

    @Test
    void keepsWhatIsNoSpace() {
        assertThat(Text.trim("\u0001a\u200b")).isEqualTo("\u0001a\u200b");
    }

    @ParameterizedTest
    @CsvSource({
        "e\u0301clair, \u00e9clair",
        "\u00e9clair, \u00e9clair",
        "\u212bngstr\u00f6m, \u00c5ngstr\u00f6m",
        "\u1112\u1161\u11ab, \ud55c",
        "q\u0307\u0323, q\u0323\u0307",
        "\u200b Zebra \ufeff, Zebra",
        "\u202aC\u202c, C",
        "\u200ea\u200fb\u00ad, a\u200fb",
        "\u2060\u180ea\u2069, a",
        "a\u200d\ufe0e b, a\u200d\ufe0e b",
        "\u2764\ufe0f, \u2764\ufe0f",
        "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc7f, \ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc7f",
        "\u0600\u0661, \u0600\u0661"
    })
    void writesEachCharacterInOneFormAndTrimsWhatIsNotSeen(String raw, String normalised) {
        assertThat(Text.normalised(raw)).isEqualTo(normalised);
        assertThat(Text.normalised(normalised)).isEqualTo(normalised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \u00a0\u200b\ufeff",
                "\u200b",
                "\u3164",
                "\u115f\u1160",
                "\u2800 \u2800",
                "\u0007",
                "\u034f\u200d",
                "\ufe0f",
                "\udb40\udc67\udb40\udc7f",
                "\u2066\u2069"
            })
    void takesTextWithNothingToSeeForEmpty(String raw) {
        assertThat(Text.normalised(raw)).isEmpty();
    }

    @Test
    void refusesRunsOfMarksThatNoLanguageHas() {
        assertThat(Text.normalised("a" + "\u0316\u0301".repeat(15))).hasSize(30);
        assertThat(codesOf(() -> Text.normalised("a" + "\u0301\u0316".repeat(500_000))))
                .containsExactly("invalid_unicode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u3000\t\u0085"})
    void refusesTextOfSpacesOnly(String raw) {
        assertThat(codesOf(() -> Text.required(raw, 10))).containsExactly("blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", " abc ", "😀😀😀", "e\u0301é"})
    void countsCodePointsAfterTrimming(String raw) {
        assertThat(Text.required(raw, 3)).isEqualTo(raw.trim());
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "😀😀😀😀", "a😀b😀"})
    void refusesTooManyCodePoints(String raw) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> Text.required(raw, 3))
                .satisfies(e -> assertThat(e.violations()).singleElement().satisfies(violation -> {
                    assertThat(violation.code()).isEqualTo("max_length");
                    assertThat(violation.params()).containsEntry("max", 3);
                    assertThat(violation.message()).doesNotContain(raw);
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0", "\0 "})
    void refusesTheNullCharacter(String raw) {
        assertThat(codesOf(() -> Text.storable(raw))).containsExactly("null_character");
        assertThat(codesOf(() -> Text.required(raw, 10))).containsExactly("null_character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83d", "\ud83db", "\ude00\ud83d", "\ud83d\ud83d\ude00", "😀\ude00"})
    void refusesHalfASurrogatePair(String raw) {
        assertThat(codesOf(() -> Text.storable(raw))).containsExactly("invalid_unicode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a ", "😀", "a\u0001\ufffe\uffff", "\ud83d\ude00\ud83d\ude01"})
    void leavesOtherTextAsItIs(String text) {
        assertThat(Text.storable(text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource({"abc, 2, ab", "a😀b, 2, a😀", "😀😁😂, 2, 😀😁", "abc, 0, ''", "😀, 0, ''"})
    void startsAreCountedInCodePoints(String text, int codePoints, String start) {
        assertThat(Text.start(text, codePoints)).isEqualTo(start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "😀", "😀😁"})
    void shortTextIsItsOwnStart(String text) {
        assertThat(Text.start(text, 2)).isSameAs(text);
        assertThat(Text.start(text, Integer.MAX_VALUE)).isSameAs(text);
    }

    @Test
    void composesTheFirstOfTheMarks() {
        assertThat(Text.normalised("e\u0300")).isEqualTo("\u00e8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0300", "\u0903", "\u20dd", "\ud800\uddfd"})
    void countsMarksOfEveryKindInARow(String mark) {
        String most = "a" + mark.repeat(Text.MAX_MARKS);

        assertThat(Text.normalised(most + "b" + mark)).isNotEmpty();
        assertThat(codesOf(() -> Text.normalised(most + mark))).containsExactly("invalid_unicode");
    }

    @Test
    void aRunOfLettersIsNoRunOfMarks() {
        String letters = "\u6f22\ud840\udc00".repeat(Text.MAX_MARKS);

        assertThat(Text.normalised(letters)).isEqualTo(letters);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x34f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180d, 0x180f, 0x2800, 0x3164, 0xfe00, 0xfe0f, 0xffa0,
                0xe0000, 0xe0020, 0xe007f, 0xe0fff
            })
    void textOfFillersIsEmpty(int filler) {
        assertThat(Text.normalised(Character.toString(filler))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x600, 0x605, 0x6dd, 0x70f, 0x890, 0x891, 0x8e2, 0x110bd, 0x110cd, 0x13430, 0x1343f, 0x350, 0x1810,
                0xfe10, 0xfdff, 0x180a, 0xf0000
            })
    void whatIsSeenStays(int seen) {
        assertThat(Text.normalised(Character.toString(seen))).isEqualTo(Character.toString(seen));
        assertThat(Text.normalised("a" + Character.toString(seen))).isEqualTo("a" + Character.toString(seen));
    }

    @Test
    void tagsBehindATextStay() {
        String tags = "a" + Character.toString(0xe0020) + Character.toString(0xe007f);

        assertThat(Text.normalised(tags)).isEqualTo(tags);
        assertThat(Text.normalised("a" + Character.toString(0xe0001))).isEqualTo("a");
    }
}
