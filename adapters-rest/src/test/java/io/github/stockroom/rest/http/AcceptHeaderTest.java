package io.github.stockroom.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

class AcceptHeaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "absent",
            value = {
                "absent | true",
                "'' | true",
                "*/* | true",
                "application/json | true",
                "application/* | true",
                "APPLICATION/JSON | true",
                "application/json; charset=utf-8 | true",
                "text/html, */*;q=0.1 | true",
                "text/html | false",
                "application/xml | false",
                "application/json;q=0 | false",
                "application/json;q=0, */* | false",
                "*/*, application/json;q=0 | false",
                "application/*;q=0, application/json | true",
                "*/*;q=0 | false",
                "nonsense | false"
            })
    void theMostSpecificRangeDecides(String accept, boolean takes) {
        assertThat(AcceptHeader.takes(MediaType.APPLICATION_JSON, accept)).isEqualTo(takes);
    }
}
