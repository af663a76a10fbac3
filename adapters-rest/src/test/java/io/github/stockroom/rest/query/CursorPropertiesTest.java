package io.github.stockroom.rest.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.bigDecimals;
import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.SortKey;
import io.github.stockroom.domain.shared.ValidationException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/** Properties of cursors that hold for every query and every position. */
class CursorPropertiesTest {

    private static final String RESOURCE = "/api/samples";

    private record Sample(
            long id, String name, BigDecimal price, Boolean sold, LocalDate published, Instant seen, UUID owner) {}

    private static final Field<Sample, Long> ID = Field.wholeNumber("id", Sample::id);
    private static final Fields<Sample> FIELDS = new Fields<>(
            List.of(
                    ID,
                    Field.text("name", Sample::name),
                    Field.decimal("price", 2, Sample::price),
                    Field.truth("sold", Sample::sold),
                    Field.day("published", Sample::published),
                    Field.timestamp("seen", Sample::seen),
                    Field.uniqueId("owner", Sample::owner)),
            ID,
            List.of(ID.ascending()));

    private static final Gen<String> NAMES =
            strings().betweenCodePoints(0x01, 0xd7ff).ofLengthBetween(0, 20);
    private static final Gen<BigDecimal> PRICES =
            bigDecimals().ofBytes(8).withScale(2).map(price -> price.setScale(2));
    private static final Gen<Instant> TIMES = longs().between(-60_000_000_000L, 250_000_000_000L)
            .map(second -> Instant.ofEpochSecond(second, 123_456_000));
    private static final Gen<LocalDate> DAYS =
            longs().between(-700_000, 2_900_000).map(LocalDate::ofEpochDay);

    /** Some values are absent, as most fields allow. */
    private static final Gen<Sample> SAMPLES = in -> new Sample(
            longs().all().generate(in),
            orNull(NAMES).generate(in),
            orNull(PRICES).generate(in),
            orNull(booleans().all()).generate(in),
            orNull(DAYS).generate(in),
            orNull(TIMES).generate(in),
            orNull(longs().all().map(bits -> new UUID(bits, ~bits))).generate(in));

    /** Queries in every order of the fields, with a condition. */
    private static final Gen<Query<Sample>> QUERIES = integers().all().zip(NAMES, (seed, name) -> {
        var random = new Random(seed);
        List<SortKey<Sample>> sort = new ArrayList<>();
        FIELDS.all().forEach(field -> sort.add(random.nextBoolean() ? field.ascending() : field.descending()));
        Collections.shuffle(sort, random);
        return Query.of(FIELDS)
                .sortedBy(sort.subList(0, 1 + random.nextInt(sort.size())))
                .searching(name);
    });

    @Test
    void leadBackToThePosition() {
        qt().forAll(QUERIES, SAMPLES).checkAssert((query, sample) -> {
            Position position = query.positionOf(sample);
            String cursor = Cursors.encode(RESOURCE, query, position);
            assertThat(cursor).matches("[A-Za-z0-9_-]+");
            assertThat(Cursors.decode(RESOURCE, query, cursor)).isEqualTo(position);
        });
    }

    @Test
    void areRefusedIfTheyWereCutOff() {
        qt().forAll(QUERIES, SAMPLES, integers().between(1, 500)).checkAssert((query, sample, cut) -> {
            String cursor = Cursors.encode(RESOURCE, query, query.positionOf(sample));
            String rest = cursor.substring(0, Math.max(0, cursor.length() - cut));
            assertRefused(query, rest);
        });
    }

    @Test
    void areRefusedForAnotherResourceOrQuery() {
        qt().forAll(QUERIES, QUERIES, SAMPLES).checkAssert((query, other, sample) -> {
            String cursor = Cursors.encode(RESOURCE, query, query.positionOf(sample));
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> Cursors.decode("/api/others", query, cursor));
            if (!other.equals(query)) {
                assertRefused(other, cursor);
            }
        });
    }

    @Test
    void thatTheServiceDidNotGiveAreRefused() {
        qt().forAll(QUERIES, strings().allPossible().ofLengthBetween(0, 60))
                .checkAssert(CursorPropertiesTest::assertRefused);
    }

    private static void assertRefused(Query<Sample> query, String cursor) {
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> Cursors.decode(RESOURCE, query, cursor));
    }

    private static <T> Gen<T> orNull(Gen<T> values) {
        return values.toOptionals(20).map(value -> value.orElse(null));
    }
}
