package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists whose statement runs into the time-out (docs/contract.md: Overload and outage). */
class SlowQueryTest {

    private static RunningService service;

    @BeforeAll
    static void makeEveryReadSlow() {
        service = RunningService.start(DatabaseKind.POSTGRESQL);
        ProductRows.in(service, 1, row -> "Apple");
        JdbcClient jdbc = JdbcClient.create(service.database());
        jdbc.sql("alter table products rename to stored_products").update();
        jdbc.sql("create view products as select stored_products.* from (select pg_sleep(60)) slow, stored_products")
                .update();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void tellsHowToNarrowASearchThatNoIndexServes() {
        Reply reply = service.http().get(Products.PATH + "?q=zz&sort=-price&limit=20");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().at("/code").asString()).isEqualTo("timeout");
        assertThat(reply.json().at("/errors/0/parameter").asString()).isEqualTo("q");
        assertThat(reply.json().at("/errors/0/code").asString()).isEqualTo("too-short");
        assertThat(reply.json().at("/errors/0/params/min").asInt()).isEqualTo(3);
        assertThat(reply.has("Retry-After")).isFalse();
    }

    @Test
    void tellsThatAWholeListTookTooLong() {
        Reply reply = service.http().get(Products.PATH);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().at("/code").asString()).isEqualTo("timeout");
        assertThat(reply.json().has("errors")).isFalse();
        assertThat(reply.has("Retry-After")).isFalse();
    }
}
