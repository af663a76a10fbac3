package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.schema.Migrations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records that a version stored which kept text as it came (docs/contract.md: Records). */
class EarlierTextTest {

    @ParameterizedTest
    @EnumSource
    void isFoundInBothSpellingsAfterTheStart(DatabaseKind kind) {
        try (OwnDatabase database = kind.create()) {
            DatabaseAddress address = database.address();
            new Migrations(address.direct()).apply();
            JdbcClient jdbc = JdbcClient.create(address.direct());
            jdbc.sql("delete from databasechangelog where id = 'records-1-normal-text'")
                    .update();
            jdbc.sql("insert into products (version, product, product_folded, price) values (4, ?, ?, 1)")
                    .params("e\u0301clair\u200b", "e\u0301clair\u200b")
                    .update();

            try (RunningService service = RunningService.start(database)) {
                Http http = service.http();
                for (String spelling : new String[] {"\u00e9clair", "e\u0301clair"}) {
                    for (String parameter : new String[] {"product", "product__icontains", "q"}) {
                        assertThat(http.get("/api/items" + Http.query(parameter, spelling))
                                        .text())
                                .as("%s=%s", parameter, spelling)
                                .contains("\"product\":\"\u00e9clair\"");
                    }
                }
            }
        }
    }
}
