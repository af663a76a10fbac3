package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that were inserted with ids by SQL, which leaves sequences behind (docs/contract.md: Overload and outage). */
@OnEachDatabase
class InsertedRowsTest {

    private final RunningService service;
    private final Http http;

    InsertedRowsTest(DatabaseKind database) {
        service = RunningService.start(database);
        http = service.http();
    }

    @BeforeEach
    void insertRows() {
        JdbcClient jdbc = JdbcClient.create(service.database());
        for (int id = 1; id <= 2; id++) {
            jdbc.sql("insert into products (id, version, product, product_folded, price) values (?, 1, 'x', 'x', 1)")
                    .param(id)
                    .update();
            jdbc.sql("""
                    insert into accounts (id, version, username, first_name, last_name, role, active, password_hash,
                        token_version, joined)
                    values (?, 1, ?, '', '', 'user', true, '!', 0, current_timestamp)""").params(id + 1, "old" + id).update();
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void newRecordsGetIdsBehindThem() {
        assertThat(http.post(Products.PATH, Products.json("Fig", 1)).id()).isEqualTo("3");
    }

    @Test
    void newRecordsWithAKeyGetIdsBehindThem() {
        Reply created = http.post(Products.PATH, Products.json("Fig", 1), "Idempotency-Key: " + UUID.randomUUID());

        assertThat(created.id()).isEqualTo("3");
    }

    @Test
    void newAccountsGetIdsBehindThem() {
        Reply created = http.post(
                "/users/create_user", "{\"user_name\":\"ada\",\"password\":\"correct horse\",\"role\":\"user\"}");

        assertThat(created.status()).isEqualTo(201);
    }

    @Test
    void manyNewRecordsGetIdsBehindThem() {
        Reply created = http.post(Products.PATH, "[" + Products.json("Fig", 1) + "," + Products.json("Kiwi", 1) + "]");

        assertThat(created.column("id")).containsExactly("3", "4");
    }
}
