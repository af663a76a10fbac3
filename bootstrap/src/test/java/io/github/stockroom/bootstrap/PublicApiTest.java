package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares what users of the libraries see with {@code public-api.txt} of each module. With
 * {@code -Dstockroom.api=write} the test writes the files instead.
 */
class PublicApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"domain", "application"})
    void isTheRecordedOne(String module) throws IOException {
        Path file = Path.of("..", module, "public-api.txt");
        SortedSet<String> now = PublicApi.of("io.github.stockroom." + module);
        if ("write".equals(System.getProperty("stockroom.api"))) {
            Files.write(file, now);
            return;
        }
        List<String> recorded = Files.readAllLines(file);

        assertThat(without(recorded, now))
                .as("gone or changed: that breaks users of the library (docs/versioning.md). If it has to be, say so in"
                        + " CHANGELOG.md; -Dstockroom.api=write records it")
                .isEmpty();
        assertThat(without(now, recorded))
                .as("new and not recorded: -Dstockroom.api=write records it")
                .isEmpty();
    }

    public interface Shape<T extends Number> {
        T area() throws IOException;

        default void draw() {}
    }

    public record Square(long side) implements Shape<Long> {
        @Override
        public Long area() {
            return side * side;
        }

        void hidden() {}
    }

    @Test
    void saysAllThatCallersCompileAgainst() {
        assertThat(PublicApi.of(Shape.class, Square.class).stream()
                        .map(line -> line.replace(getClass().getName(), "…")))
                .containsExactly(
                        "…$Shape: public abstract T area() throws java.io.IOException",
                        "…$Shape: public default void draw()",
                        "…$Shape: public static interface<T extends java.lang.Number>",
                        "…$Square: public final boolean equals(java.lang.Object)",
                        "…$Square: public final int hashCode()",
                        "…$Square: public final java.lang.String toString()",
                        "…$Square: public java.lang.Long area()",
                        "…$Square: public long side()",
                        "…$Square: public new(long)",
                        "…$Square: public static final record(side) is …$Shape<java.lang.Long>");
    }

    private static SortedSet<String> without(Iterable<String> lines, Iterable<String> others) {
        SortedSet<String> rest = new TreeSet<>();
        lines.forEach(rest::add);
        others.forEach(rest::remove);
        return rest;
    }
}
