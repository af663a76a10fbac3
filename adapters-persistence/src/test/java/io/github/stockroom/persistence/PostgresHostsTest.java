package io.github.stockroom.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresHostsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            db.example               | db.example:6432
            10.0.0.1                 | 10.0.0.1:6432
            db:5433                  | db:5433
            a,b                      | a:6432,b:6432
            a:5433, b                | a:5433,b:6432
            a:1,b:65535              | a:1,b:65535
            ::1                      | [::1]:6432
            [::1]                    | [::1]:6432
            [::1]:5433               | [::1]:5433
            2001:db8::1,[::1]:5433,b | [2001:db8::1]:6432,[::1]:5433,b:6432
            ::ffff:10.0.0.1          | [::ffff:10.0.0.1]:6432
            [fe80::1%eth0]           | [fe80::1%eth0]:6432
            """)
    void readsHosts(String text, String authorities) {
        assertThat(PostgresHosts.parse(text, 6_432)).hasToString(authorities);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "a,",
                "a,,b",
                "a:",
                "a:0",
                "a:65536",
                "a:x",
                "a b",
                "a/b",
                "[::1",
                "a?x=y",
                "jdbc:postgresql://a"
            })
    void refusesWhatIsNoHost(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PostgresHosts.parse(text, 5_432));
    }
}
