package io.github.stockroom.domain.movie;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MovieTest {

    private static final MovieId ID = new MovieId(UUID.fromString("0190b5c0-0000-7000-8000-00000000000A"));
    private static final Slug SLUG = new Slug("heat");
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.000001Z");
    private static final Instant LATER = NOW.plusSeconds(1);

    @ParameterizedTest
    @ValueSource(strings = {"Heat", "  Heat  ", "\u00a0Heat\t"})
    void titleAndDescriptionAreTrimmed(String raw) {
        assertThat(new Title(raw)).isEqualTo(new Title("Heat")).hasToString("Heat");
        assertThat(new Description(raw)).isEqualTo(new Description("Heat")).hasToString("Heat");
    }

    @Test
    void titleHasAtMostTwoHundredAndFiftyFiveCodePoints() {
        assertThat(new Title("😀".repeat(255)).value()).hasSize(510);
        assertThat(codesOf(() -> new Title("😀".repeat(256)))).containsExactly("max_length");
    }

    @Test
    void titleIsNotBlank() {
        assertThat(codesOf(() -> new Title(" \u00a0 "))).containsExactly("blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0\t"})
    void descriptionMayBeEmpty(String raw) {
        assertThat(new Description(raw).value()).isEmpty();
    }

    @Test
    void descriptionHasAnyLength() {
        assertThat(new Description("😀".repeat(500_000)).value()).hasSize(1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"'\0', null_character", "\ud83d, invalid_unicode"})
    void textIsWhatEveryStoreCanHold(String end, String code) {
        assertThat(codesOf(() -> new Title("a" + end))).containsExactly(code);
        assertThat(codesOf(() -> new Description("a" + end))).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1995, 2_147_483_647})
    void yearIsAPositiveIntOrNothing(long value) {
        assertThat(new ReleaseYear(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, min_value",
        "-9223372036854775808, min_value",
        "2147483648, max_value",
        "99999999999, max_value",
        "9223372036854775807, max_value"
    })
    void yearOutsideItsRangeIsRefused(long value, String code) {
        assertThat(codesOf(() -> new ReleaseYear(value))).containsExactly(code);
    }

    @Test
    void startsAtVersionOneAsItIs() {
        assertThat(Movie.create(ID, SLUG, NOW, details("Heat", null)))
                .isEqualTo(new Movie(ID, 1, SLUG, NOW, NOW, details("Heat", null)));
        assertThat(ID).hasToString("0190b5c0-0000-7000-8000-00000000000a");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void versionsStartAtOne(long version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Movie(ID, version, SLUG, NOW, NOW, details("Heat", null)));
    }

    @Test
    void otherDetailsLeaveEverythingButTheTimeOfTheChange() {
        Movie heat = new Movie(ID, 3, SLUG, NOW, NOW, details("Heat", null));

        assertThat(heat.with(details("Ronin", "Paris"), LATER))
                .isEqualTo(new Movie(ID, 3, SLUG, NOW, LATER, details("Ronin", "Paris")));
    }

    @Test
    void emptyDescriptionIsAnotherThanNone() {
        Movie heat = new Movie(ID, 3, SLUG, NOW, NOW, details("Heat", null));

        assertThat(heat.with(details("Heat", ""), LATER))
                .isEqualTo(new Movie(ID, 3, SLUG, NOW, LATER, details("Heat", "")));
    }

    @Test
    void equalDetailsAreNoChange() {
        Movie heat = new Movie(ID, 3, SLUG, NOW, NOW, details("Heat", "Los Angeles"));

        assertThat(heat.with(details(" Heat ", " Los Angeles "), LATER)).isSameAs(heat);
    }

    @Test
    void otherSlugLeavesEverythingElse() {
        Movie heat = new Movie(ID, 3, SLUG, NOW, LATER, details("Heat", null));

        assertThat(heat.under(new Slug("heat-2")))
                .isEqualTo(new Movie(ID, 3, new Slug("heat-2"), NOW, LATER, details("Heat", null)));
    }

    private static MovieDetails details(String title, String description) {
        return new MovieDetails(
                new Title(title), description == null ? null : new Description(description), new ReleaseYear(1995));
    }
}
