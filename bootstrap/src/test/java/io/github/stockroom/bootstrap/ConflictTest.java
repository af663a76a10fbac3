package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every second transaction that stores products is undone at its commit, as by a server whose transactions are
 * serializable.
 */
class ConflictTest {

    private static RunningService service;

    private final Http http = service.http();
    private final String name = UUID.randomUUID().toString();

    @BeforeAll
    static void startService() throws SQLException {
        service = RunningService.start(DatabaseKind.POSTGRESQL);
        try (Connection connection = service.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create sequence attempts");
            statement.execute("create function undo_every_second() returns trigger language plpgsql as $$ begin"
                    + " if nextval('attempts') % 2 = 1 then raise serialization_failure; end if; return null; end $$");
            statement.execute("create constraint trigger undo_every_second after insert on products"
                    + " deferrable initially deferred for each row execute function undo_every_second()");
        }
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @Test
    void createsOneRecord() {
        assertCreatedOnce(Products.json(name, 7));
    }

    @Test
    void createsManyRecords() {
        assertCreatedOnce("[" + Products.json(name, 7) + "]");
    }

    @Test
    void createsManyRecordsWithoutTellingOfThem() {
        assertCreatedOnce("[" + Products.json(name, 7) + "]", "Prefer: return=minimal");
    }

    @Test
    void createsOneRecordUnderAKey() {
        assertCreatedOnce(Products.json(name, 7), "Idempotency-Key: " + name);
    }

    @Test
    void createsManyRecordsUnderAKey() {
        assertCreatedOnce("[" + Products.json(name, 7) + "]", "Idempotency-Key: " + name);
    }

    private void assertCreatedOnce(String body, String... headers) {
        Reply created = http.post(Products.PATH, body, headers);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(http.get(Products.PATH + Http.query("product", name)).column("price"))
                .containsExactly("7");
    }
}
