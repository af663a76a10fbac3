package io.github.stockroom.persistence.car;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.car.CarFields;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.persistence.schema.Migrations;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Finds cars that were stored in another Unicode form, after a migration. */
class NormalisedCarsTest {

    private static final String DECOMPOSED = "Citroe\u0308n";

    @Test
    void findsThemOnH2() {
        findsThemOn(TestDatabases.h2());
    }

    @Test
    @Tag("postgres")
    void findsThemOnPostgres() {
        findsThemOn(TestDatabases.postgres());
    }

    private static void findsThemOn(TestDatabase created) {
        try (TestDatabase database = created.migrated()) {
            database.jdbc()
                    .sql("delete from databasechangelog where id = 'records-1-normal-text'")
                    .update();
            database.jdbc()
                    .sql("insert into cars (version, brand, brand_folded, model, model_folded, model_year)"
                            + " values (3, ?, ?, 'C3', 'c3', 2019)")
                    .params(DECOMPOSED, CaseFolding.fold(DECOMPOSED))
                    .update();

            new Migrations(database.address().direct()).apply();

            var cars = new JdbcCarRepository(new Database(database.pool()));
            assertThat(cars.list(
                            Query.of(CarFields.ALL)
                                    .where(CarFields.BRAND.is("Citro\u00ebn"))
                                    .searching("CITRO\u00cb"),
                            Window.first(10)))
                    .singleElement()
                    .satisfies(car -> assertThat(car.version()).isEqualTo(3));
        }
    }
}
