package io.github.stockroom.rest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(AcceptHeader.best(List.of("application/json"), accept))
                .isEqualTo(takes ? Optional.of("application/json") : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | application/json",
                "*/* | application/json",
                "text/csv | text/csv",
                "application/json, text/csv | application/json",
                "text/csv, application/json;q=0.9 | text/csv",
                "text/csv;q=0.8, application/json;q=0.9 | application/json",
                "text/csv, */* | text/csv",
                "text/csv;q=0.5, */* | application/json",
                "application/json;q=0, */* | text/csv",
                "text/* | text/csv",
                "application/x-ndjson, text/csv;q=0.9 | application/x-ndjson",
                "text/html, image/*, */*;q=0.1 | application/json"
            })
    void theGreatestWeightWinsThenTheMostSpecificThenTheFirst(String accept, String best) {
        var offered = List.of("application/json", "text/csv", "application/x-ndjson");
        assertThat(AcceptHeader.best(offered, accept)).contains(best);
    }
}
