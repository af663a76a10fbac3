package io.github.stockroom.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class TextOrderTest {

    /** Each list is in order. */
    static final List<Arguments> SORTED = List.of(
            arguments("case second", List.of("apple pie", "Zebra", "zebra", "Zebras")),
            arguments("accents second", List.of("E", "e", "É", "é", "Éclair", "éclair", "eclipse", "z")),
            arguments("a word before longer ones", List.of("", "a", "a b", "a-b", "a1", "aa", "ab", "Abc")),
            arguments(
                    "letters with strokes and ligatures", List.of("aero", "ærø", "lodz", "Łódź", "oslo", "øst", "oz")),
            arguments("sharp s", List.of("STRASSE", "Strasse", "straße", "Straßen")),
            arguments("dotted and dotless i", List.of("h", "i", "İ", "ı", "j")),
            arguments("Greek", List.of("ΑΒΓ", "αβγ", "ΆΒΔ", "ΣΑΣ", "σας", "Ω")),
            arguments("Cyrillic", List.of("А", "а", "б", "е", "ж", "и", "й", "Я", "я")),
            arguments("Hangul", List.of("ㄱ", "가", "각", "갂", "나", "힣")),
            arguments("Thai vowels behind their consonants", List.of("ก", "กา", "เก", "แก", "ข", "เข")),
            arguments("scripts", List.of("z", "Ω", "я", "א", "ا", "अ", "가", "あ", "ア", "一", "漢", "\u3402", "\ue000")),
            arguments("digits one by one", List.of("0", "10", "1a", "9", "a")),
            arguments("digits of other scripts", List.of("1", "١", "１2", "2")),
            arguments(
                    "white space, punctuation, signs, digits, letters",
                    List.of(" ", "_", "-", ",", "!", "(", "%", "$", "€", "1", "a")),
            arguments("emoji", List.of("!", "😀", "1", "a")),
            arguments("lone accents", List.of("", "\u0301", "-", "a", "\u0301a", "b")),
            arguments("two spellings", List.of("Cafe", "Cafe\u0301", "Café", "cafes")),
            arguments("wide and mathematical letters", List.of("a", "\ud835\udc00", "\uff21", "b")));

    @ParameterizedTest(name = "{0}")
    @FieldSource("SORTED")
    void sortsAlphabetically(String name, List<String> sorted) {
        assertThat(sorted.stream().sorted(Comparator.comparing(TextOrder::key))).isEqualTo(sorted);
    }

    @Test
    void keysOfPlainTextCanBeRead() {
        assertThat(TextOrder.key("Éclair 100")).isEqualTo("eclair\u0003100\u0001Éclair 100");
        assertThat(TextOrder.key("漢")).isEqualTo("漢\u0001漢");
    }

    @Test
    void everyCodePointHasAKeyOfItsOwnThatComparesAlikeByUnitAndByByte() {
        List<String> keys = codePoints().map(TextOrder::key).sorted().toList();

        assertThat(keys).doesNotHaveDuplicates().isSortedAccordingTo(TextOrderTest::byBytes);
    }

    @Test
    void textHasAKeyOfItsOwnThatComparesAlikeByUnitAndByByte() {
        int[] odd = "aAé \u0001\u0301ßﬀ\ue000\uffff😀\ud800\udc00\udbff\udfff\udbff\udffe漢가เก"
                .codePoints()
                .toArray();
        var random = new Random(3);
        List<String> texts = Stream.generate(() -> random.ints(random.nextInt(5), 0, odd.length)
                        .map(i -> odd[i])
                        .toArray())
                .map(word -> new String(word, 0, word.length))
                .limit(50_000)
                .distinct()
                .toList();

        List<String> keys = texts.stream().map(TextOrder::key).sorted().toList();

        assertThat(keys).doesNotHaveDuplicates().isSortedAccordingTo(TextOrderTest::byBytes);
    }

    @Test
    void keysFitIntoAnEntryOfAnIndex() {
        assertThat(codePoints()
                        .filter(c -> c.hashCode() % 16 == 0)
                        .mapToInt(c -> bytes(TextOrder.key(c.repeat(600))).length))
                .allMatch(length -> length <= 2_551);
    }

    @Test
    void keyIsMadeOfTheStart() {
        String start = "x".repeat(TextOrder.MAX_LENGTH);

        assertThat(TextOrder.key(start + "y")).isEqualTo(TextOrder.key(start)).isNotEqualTo(TextOrder.key("x"));
    }

    private static Stream<String> codePoints() {
        return IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .mapToObj(Character::toString);
    }

    private static int byBytes(String a, String b) {
        return Arrays.compareUnsigned(bytes(a), bytes(b));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
