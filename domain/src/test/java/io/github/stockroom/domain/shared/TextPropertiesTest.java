package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Generated.anyString;
import static io.github.stockroom.domain.shared.Generated.storableText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;

/** Properties of {@link Text} that hold for every text. */
class TextPropertiesTest {

    @Test
    void normalisingTwiceChangesNothingMore() {
        qt().forAll(storableText()).checkAssert(raw -> {
            String once = Text.normalised(raw);
            assertThat(Text.normalised(once)).isEqualTo(once);
            assertThat(Normalizer.isNormalized(once, Normalizer.Form.NFC)).isTrue();
        });
    }

    @Test
    void canonicallyEquivalentTextsNormaliseToOne() {
        qt().forAll(storableText())
                .checkAssert(raw -> assertThat(Text.normalised(Normalizer.normalize(raw, Normalizer.Form.NFD)))
                        .isEqualTo(Text.normalised(raw)));
    }

    @Test
    void normalisedTextHasNothingInvisibleAtItsEnds() {
        qt().forAll(storableText()).checkAssert(raw -> {
            String text = Text.normalised("\u200b " + raw + " \ufeff");
            assertThat(text).isEqualTo(Text.normalised(raw));
            if (!text.isEmpty()) {
                assertThat(Invisible.isDropped(text.codePointAt(0))).isFalse();
                assertThat(Invisible.isDropped(text.codePointBefore(text.length())))
                        .isFalse();
            }
        });
    }

    @Test
    void acceptsWhatUtf8CanEncodeAndRefusesTheRest() {
        qt().forAll(anyString()).checkAssert(raw -> {
            byte[] utf8 = raw.getBytes(StandardCharsets.UTF_8);
            boolean encodable = new String(utf8, StandardCharsets.UTF_8).equals(raw);
            if (encodable && raw.indexOf('\0') < 0) {
                assertThat(Text.storable(raw)).isSameAs(raw);
            } else {
                assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> Text.storable(raw));
                assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> Text.normalised(raw));
            }
        });
    }

    @Test
    void requiredTextIsTrimmedAndMeasuredInCodePoints() {
        qt().forAll(storableText(), integers().between(1, 20)).checkAssert((raw, max) -> {
            String trimmed = Text.trim(raw);
            int length = trimmed.codePointCount(0, trimmed.length());
            if (length >= 1 && length <= max) {
                assertThat(Text.required(raw, max)).isEqualTo(trimmed);
            } else {
                assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> Text.required(raw, max));
            }
        });
    }

    @Test
    void startHasTheFirstCodePoints() {
        qt().forAll(storableText(), integers().between(0, 25))
                .checkAssert((text, count) -> assertThat(Text.start(text, count).codePoints())
                        .containsExactly(text.codePoints().limit(count).boxed().toArray(Integer[]::new)));
    }
}
