package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Generated.longText;
import static io.github.stockroom.domain.shared.Generated.storableText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Properties of {@link TextOrder} that hold for every text. */
class TextOrderPropertiesTest {

    /** An entry of a PostgreSQL index has room for 2,704 bytes, its own header included. */
    private static final int MAX_BYTES = 2_551;

    @Test
    void keysAreEqualForEqualTextsOnly() {
        qt().forAll(storableText(), storableText())
                .checkAssert((a, b) ->
                        assertThat(TextOrder.key(a).equals(TextOrder.key(b))).isEqualTo(a.equals(b)));
    }

    @Test
    void keysCompareAlikeByUtf16UnitAndByCodePoint() {
        qt().forAll(storableText(), storableText()).checkAssert((a, b) -> {
            String x = TextOrder.key(a);
            String y = TextOrder.key(b);
            int byCodePoint =
                    Arrays.compareUnsigned(x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(x.compareTo(y))).isEqualTo(Integer.signum(byCodePoint));
        });
    }

    @Test
    void aTextComesBeforeLongerOnesThatBeginWithIt() {
        qt().forAll(storableText(), integers().between('a', 'z'))
                .checkAssert((text, letter) ->
                        assertThat(TextOrder.key(text)).isLessThan(TextOrder.key(text + Character.toString(letter))));
    }

    @Test
    void keysFitIntoAnIndexAndEndWithTheText() {
        qt().withExamples(300).forAll(longText()).checkAssert(text -> {
            String key = TextOrder.key(text);
            assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MAX_BYTES);
            assertThat(key).isEqualTo(TextOrder.key(Text.start(text, TextOrder.MAX_LENGTH)));
        });
    }
}
