package io.github.stockroom.application.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CaseFoldingTest {

    @ParameterizedTest
    @CsvSource({"Éclair, ÉCLAIR", "σας, ΣΑΣ", "ǆ, ǅ", "k, \u212A", "straße, STRAßE", "𐐨, 𐐀", "i, İ"})
    void folds(String a, String b) {
        assertThat(CaseFolding.fold(a)).isEqualTo(CaseFolding.fold(b));
    }

    @ParameterizedTest
    @CsvSource({"e, é", "straße, STRASSE", "é, e\u0301"})
    void keepsApart(String a, String b) {
        assertThat(CaseFolding.fold(a)).isNotEqualTo(CaseFolding.fold(b));
    }

    static Stream<Integer> everyCharacter() {
        return Stream.iterate(1, c -> c <= Character.MAX_CODE_POINT, c -> c + 1);
    }

    @Test
    void neverChangesTheNumberOfCharacters() {
        everyCharacter().filter(CaseFoldingTest::isText).forEach(c -> {
            String folded = CaseFolding.fold(Character.toString(c));
            assertThat(folded.codePointCount(0, folded.length())).isEqualTo(1);
        });
    }

    @Test
    void foldsWhatIsFoldedToItself() {
        everyCharacter().filter(CaseFoldingTest::isText).forEach(c -> {
            String folded = CaseFolding.fold(Character.toString(c));
            assertThat(CaseFolding.fold(folded)).isEqualTo(folded);
        });
    }

    @ParameterizedTest
    @MethodSource("someTexts")
    void partOfATextFoldsToAPartOfTheFoldedText(String text) {
        int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);

        assertThat(CaseFolding.fold(text.substring(0, middle)) + CaseFolding.fold(text.substring(middle)))
                .isEqualTo(CaseFolding.fold(text));
    }

    static Stream<String> someTexts() {
        Random random = new Random(42);
        return Stream.generate(() -> random.ints(1, 0x11000)
                        .filter(CaseFoldingTest::isText)
                        .limit(12)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .limit(50);
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    void doesNotDependOnTheLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr"));
            assertThat(CaseFolding.fold("TITLE")).isEqualTo("title");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static boolean isText(int c) {
        return c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE;
    }
}
