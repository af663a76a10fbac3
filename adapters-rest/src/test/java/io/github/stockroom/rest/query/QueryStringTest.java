package io.github.stockroom.rest.query;

import static io.github.stockroom.rest.ProblemAssertions.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.rest.query.QueryString.Parameter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {

    @Test
    void decodesInOrder() {
        assertThat(QueryString.parse("b=1&a=x+y%2Bz&&c&d=&=e&a=%F0%9F%8D%8E=").parameters())
                .containsExactly(
                        new Parameter("b", "1"),
                        new Parameter("a", "x y+z"),
                        new Parameter("c", ""),
                        new Parameter("d", ""),
                        new Parameter("", "e"),
                        new Parameter("a", "\uD83C\uDF4E="));
        assertThat(QueryString.parse(null).parameters()).isEmpty();
        assertThat(QueryString.parse("").parameters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a=%4", "a=%zz", "a=%-1", "a=%+1", "%FF=1", "a=%C3%28", "a=%C0%80", "a=%ED%A0%80"})
    void refusesWhatIsNotPercentEncodedUtf8(String raw) {
        assertThat(codeOf(() -> QueryString.parse(raw))).isEqualTo("bad-encoding");
    }

    @Test
    void encodesSoThatItReadsBack() {
        QueryString query =
                QueryString.parse("a=x+y%26z&b=%C3%A4,1").without(Set.of("c")).with("c", "=?");
        assertThat(query.toString()).startsWith("?a=x%20y%26z&b=%C3%A4");
        assertThat(QueryString.parse(query.toString().substring(1))).isEqualTo(query);
        assertThat(query.without(Set.of("a", "b", "c")).toString()).isEmpty();
    }
}
