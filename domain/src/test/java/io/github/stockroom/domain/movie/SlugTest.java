package io.github.stockroom.domain.movie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stockroom.domain.shared.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

    /** Expects the slugs that Django's {@code slugify} returns for these titles. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Heat | heat",
                "Amélie | amelie",
                "Cafe\u0301 | cafe",
                "İstanbul | istanbul",
                "Straße | strae",
                "Łódź | odz",
                "Æon Flux | on-flux",
                "ＦＵＬＬ | full",
                "ﬁn | fin",
                "Ⅷ | viii",
                "8½ | 812",
                "\u212A | k",
                "Ocean's Eleven | oceans-eleven",
                "Ocean’s Eleven | oceans-eleven",
                "Le Fabuleux Destin d'Amélie Poulain | le-fabuleux-destin-damelie-poulain",
                "M*A*S*H | mash",
                "WALL·E | walle",
                "E.T. the Extra-Terrestrial | et-the-extra-terrestrial",
                "...And Justice for All | and-justice-for-all",
                "(500) Days of Summer | 500-days-of-summer",
                "Star Wars: Episode IV – A New Hope | star-wars-episode-iv-a-new-hope",
                "100% cotton | 100-cotton",
                "a/b\\c | abc",
                "1917 | 1917",
                "2001: A Space Odyssey | 2001-a-space-odyssey",
                "a - b | a-b",
                "a--b | a-b",
                "\"a \t\n b\" | a-b",
                "a\u001cb | a-b",
                "a\u00a0b | a-b",
                "a\u2003b | a-b",
                "a!-!b | a-b",
                "! a ! | a",
                "---Heat--- | heat",
                "__init__ | init",
                "_-_Heat_-_ | heat",
                "a_-_b | a_-_b",
                "snake_case title | snake_case-title",
                "七人の侍 Seven Samurai | seven-samurai",
                "Seven Samurai (七人の侍) | seven-samurai",
                "😀 smile | smile"
            })
    void readsAsTheTitleDoes(String title, String slug) {
        assertThat(Slug.of(new Title(title))).hasToString(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "七人の侍", "😀", "-", "__", "-_-", "Жизнь", "…"})
    void titleOfWhichNothingIsLeftIsAMovie(String title) {
        assertThat(Slug.of(new Title(title))).hasToString("movie");
    }

    @Test
    void isCutWhereItBecomesTooLong() {
        assertThat(Slug.of(new Title("a".repeat(255)))).hasToString("a".repeat(255));
        assertThat(Slug.of(new Title("ﬃ".repeat(255)))).hasToString("ffi".repeat(85));
        assertThat(Slug.of(new Title("\ufdfa" + "ﬃ".repeat(254)))).hasToString("ffi".repeat(85));
    }

    @Test
    void endsWithALetterWhereverItIsCut() {
        Title title = new Title("ﬃ".repeat(84) + "ab" + " c".repeat(20));

        assertThat(Slug.of(title)).hasToString("ffi".repeat(84) + "ab");
    }

    @Test
    void numbersFollowTheSlug() {
        Slug heat = new Slug("heat");

        assertThat(heat.numbered(1)).isSameAs(heat);
        assertThat(heat.numbered(2)).hasToString("heat-2");
        assertThat(heat.numbered(10)).hasToString("heat-10");
        assertThat(heat.numbered(Integer.MAX_VALUE)).hasToString("heat-2147483647");
    }

    @Test
    void numbersHaveRoomInTheLongestSlug() {
        assertThat(new Slug("a".repeat(253)).numbered(2)).hasToString("a".repeat(253) + "-2");
        assertThat(new Slug("a".repeat(254)).numbered(2)).hasToString("a".repeat(253) + "-2");
        assertThat(new Slug("a".repeat(255)).numbered(2)).hasToString("a".repeat(253) + "-2");
        assertThat(new Slug("a".repeat(255)).numbered(Integer.MAX_VALUE)).hasToString("a".repeat(244) + "-2147483647");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Heat", "a b", "é", "a\n", "a.b", "a/b"})
    void isFitForAnAddress(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Slug(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new Slug("a".repeat(256)));
    }

    @Test
    void readsSlugsThatWereMadeElsewhere() {
        assertThat(Slug.parse("heat-by_mann-2")).hasToString("heat-by_mann-2");
        for (String text : new String[] {"", "Heat", "h\u00e9", "a b", "x".repeat(Slug.MAX_LENGTH + 1)}) {
            assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> Slug.parse(text));
        }
    }

    @Test
    void fillsItsLengthBeforeItIsCut() {
        String longest = "x".repeat(Slug.MAX_LENGTH);
        String room = "x".repeat(Slug.MAX_LENGTH - 2);

        assertThat(Slug.of(new Title(longest))).hasToString(longest);
        assertThat(new Slug(room).numbered(2)).hasToString(room + "-2");
        assertThat(new Slug(room + "y").numbered(2)).hasToString(room + "-2");
    }
}
