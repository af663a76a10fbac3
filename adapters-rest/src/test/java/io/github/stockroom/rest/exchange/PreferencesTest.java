package io.github.stockroom.rest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PreferencesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return=minimal",
                "Return = Minimal",
                "return=\"minimal\"",
                "return=minimal; foo=\"a,b\"",
                "wait=5, return=minimal",
                ", ,return=minimal,",
                "x=\"return=representation, y\", return=minimal",
                "return=minimal, return=representation"
            })
    void findsAPreference(String value) {
        assertThat(Preferences.parse(value).has(Preferences.RETURN_MINIMAL)).isTrue();
        assertThat(Preferences.parse(value).has(Preferences.RETURN_REPRESENTATION))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "return", "return=", "minimal", "x; return=minimal", "x=\"return=minimal\""})
    void passesOverEverythingElse(String value) {
        assertThat(Preferences.parse(value).has(Preferences.RETURN_MINIMAL)).isFalse();
    }

    @Test
    void severalHeaderFieldsAreOneList() {
        var request = new MockHttpServletRequest();
        request.addHeader("Prefer", "return=minimal");
        request.addHeader("Prefer", "count=exact");
        var preferences = new Preferences(request);
        assertThat(preferences.has(Preferences.RETURN_MINIMAL)).isTrue();
        assertThat(preferences.has(Preferences.COUNT_EXACT)).isTrue();
    }
}
