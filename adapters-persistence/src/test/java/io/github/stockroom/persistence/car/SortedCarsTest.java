package io.github.stockroom.persistence.car;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.car.CarFields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.persistence.schema.Migrations;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sorts cars that were stored without keys of their text, after a migration. */
class SortedCarsTest {

    @Test
    void sortsThemOnH2() {
        sortsThemOn(TestDatabases.h2());
    }

    @Test
    @Tag("postgres")
    void sortsThemOnPostgres() {
        sortsThemOn(TestDatabases.postgres());
    }

    private static void sortsThemOn(TestDatabase created) {
        try (TestDatabase database = created.migrated()) {
            database.jdbc()
                    .sql("delete from databasechangelog where id = 'records-2-text-order'")
                    .update();
            database.jdbc()
                    .sql("insert into cars (version, brand, brand_folded, model, model_folded, model_year)"
                            + " values (1, 'b', 'b', 'Z', 'z', 2000), (1, 'A', 'a', 'y', 'y', 2000)")
                    .update();

            new Migrations(database.address().direct()).apply();

            var cars = new JdbcCarRepository(new Database(database.pool()));
            assertThat(cars.list(Query.of(CarFields.ALL).sortedBy(CarFields.MODEL.ascending()), Window.first(9)))
                    .extracting(car -> car.details().model().value())
                    .containsExactly("y", "Z");
        }
    }
}
