package io.github.stockroom.bootstrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares what is stored with the rows of the replaced systems, row by row, past the service. */
public final class MoveCheck {

    private final JdbcClient jdbc;

    public MoveCheck(DatabaseKind kind, OwnDatabase database) {
        jdbc = JdbcClient.create(database.address().direct());
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public void requireDjango() {
        requireEqual("select id, product, price from products order by id", i -> join(OldRows.product(i)));
        requireEqual(
                "select id, created, modified, title, description, slug, release_year from movies", OldRows::movie);
        requireEqual(
                "select id, username, first_name, last_name, email, role, active, password_hash, joined, last_login"
                        + " from accounts",
                OldRows::djangoAccount);
    }

    public void requireFlask() {
        requireEqual("select id, brand, model, model_year from cars", i -> join(OldRows.car(i)));
    }

    public void requireFastapi() {
        requireEqual("select id, username, role, password_hash from accounts", OldRows::fastapiAccount);
    }

    private void requireEqual(String select, IntFunction<String> expected) {
        List<String> stored = jdbc.sql(select)
                .query((row, number) -> IntStream.rangeClosed(
                                1, row.getMetaData().getColumnCount())
                        .mapToObj(i -> {
                            try {
                                boolean isTime =
                                        row.getMetaData().getColumnTypeName(i).startsWith("TIMESTAMP")
                                                || row.getMetaData()
                                                        .getColumnTypeName(i)
                                                        .equals("timestamptz");
                                return isTime ? time(row.getObject(i, OffsetDateTime.class)) : value(row.getObject(i));
                            } catch (java.sql.SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .collect(Collectors.joining("|")))
                .list();
        assertThat(stored)
                .hasSize(OldRows.COUNT)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, OldRows.COUNT).mapToObj(expected).toList());
    }

    private static String time(OffsetDateTime time) {
        return time == null ? "null" : time.toInstant().toString();
    }

    private static String value(Object value) {
        return String.valueOf(value);
    }

    private static String join(List<Object> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining("|"));
    }
}
