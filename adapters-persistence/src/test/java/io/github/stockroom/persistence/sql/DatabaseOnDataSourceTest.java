package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** A database on a data source that another service made. */
class DatabaseOnDataSourceTest {

    private static final String URL = "jdbc:h2:mem:";

    @Test
    void takesAPoolThatIsNotOpenYet() {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(URL);

            assertThat(answer(pool)).isOne();
        }
    }

    @Test
    void takesAPoolWithoutAnAddress() {
        try (var pool = new HikariDataSource()) {
            pool.setDataSource(ofH2());

            assertThat(answer(pool)).isOne();
        }
    }

    @Test
    void takesADataSourceThatIsNoPool() {
        assertThat(answer(ofH2())).isOne();
    }

    private static DataSource ofH2() {
        var source = new JdbcDataSource();
        source.setURL(URL);
        return source;
    }

    private static long answer(DataSource dataSource) {
        return Database.on(dataSource)
                .longTransaction(
                        false, jdbc -> jdbc.sql("select 1").query(Long.class).single());
    }
}
