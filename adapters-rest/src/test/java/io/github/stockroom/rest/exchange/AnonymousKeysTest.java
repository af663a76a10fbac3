package io.github.stockroom.rest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnonymousKeysTest {

    private static final String HERE = "203.0.113.9";
    private static final String THERE = "203.0.113.10";

    @Test
    void aRandomUuidHoldsForAnyAddress() {
        for (String key : new String[] {
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString().toUpperCase(Locale.ROOT),
            "01939d4b-8f7e-7abc-9def-0123456789ab"
        }) {
            assertThat(AnonymousKeys.BY_KEY.scope(key, HERE)).as(key).isEqualTo(AnonymousKeys.BY_KEY.scope(key, THERE));
        }
    }

    /** Version 1 is a time and the address of a network card. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "order-2026-11-27-0001-of-customer-17",
                "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
                "8e03978e-40d5-43dd-cc93-6894a57f9324",
                "8e03978e-40d5-43dd-bc93-6894a57f932g",
                "8e03978e340d5-43dd-bc93-6894a57f9324"
            })
    void aKeyThatOthersMayChooseHoldsForOneAddress(String key) {
        assertThat(AnonymousKeys.BY_KEY.scope(key, HERE)).isNotEqualTo(AnonymousKeys.BY_KEY.scope(key, THERE));
        assertThat(AnonymousKeys.BY_KEY.scope(key, HERE)).isEqualTo(AnonymousKeys.BY_KEY.scope(key, HERE));
    }

    @Test
    void theOperatorMayDecideForAllKeys() {
        String uuid = UUID.randomUUID().toString();
        assertThat(AnonymousKeys.ADDRESS.scope(uuid, HERE)).isNotEqualTo(AnonymousKeys.ADDRESS.scope(uuid, THERE));
        assertThat(AnonymousKeys.SHARED.scope("1", HERE)).isEqualTo(AnonymousKeys.SHARED.scope("1", THERE));
    }
}
