package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniqueIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0190b5c0-1234-7abc-8def-0123456789ab",
                "0190B5C0-1234-7ABC-8DEF-0123456789AB",
                "0190b5C0-1234-7aBc-8dEf-0123456789Ab"
            })
    void readsEitherCaseAndWritesLower(String text) {
        assertThat(UniqueId.parse(text)).hasToString("0190b5c0-1234-7abc-8def-0123456789ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"})
    void readsAnyVersion(String text) {
        assertThat(UniqueId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "abc",
                "1-1-1-1-1",
                "0190b5c012347abc8def0123456789ab",
                "0190b5c0-1234-7abc-8def-0123456789a",
                "0190b5c0-1234-7abc-8def-0123456789abc",
                "0190b5c-01234-7abc-8def-0123456789ab",
                "0190b5c0-1234-7abc-8def-0123456789ag",
                "0190b5c0_1234_7abc_8def_0123456789ab",
                "{0190b5c0-1234-7abc-8def-0123456789ab}",
                "urn:uuid:0190b5c0-1234-7abc-8def-0123456789ab",
                " 0190b5c0-1234-7abc-8def-0123456789ab",
                "0190b5c0-1234-7abc-8def-0123456789ab\n",
                "０190b5c0-1234-7abc-8def-0123456789ab",
                "-190b5c0-1234-7abc-8def-0123456789ab"
            })
    void refusesEverythingElse(String text) {
        assertThat(codesOf(() -> UniqueId.parse(text))).containsExactly("invalid");
    }
}
