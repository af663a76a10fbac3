package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The packaged jar: first start, restart, migration. */
class PackagedServiceIT {

    private static final Duration EXIT = Duration.ofSeconds(30);

    @Test
    void servesFromAFreshDirectoryAndKeepsItsDataOverARestart() {
        Path directory = RunningService.newDirectory("process-");
        Reply apple;
        Reply pear;
        try (ServiceProcess first = ServiceProcess.in(directory).serving()) {
            Http http = first.http();
            assertThat(http.get(SampleRecords.PATH).text()).isEqualTo("[]");
            apple = SampleRecords.create(http, "Apple", 7);
            pear = SampleRecords.create(http, "Pear", 8);
            assertThat(http.delete(SampleRecords.path(pear)).status()).isEqualTo(204);
            assertThat(directory.resolve("data")).isNotEmptyDirectory();
            first.terminate();
            assertThat(first.awaitExit(EXIT)).isIn(0, 143);
        }
        try (ServiceProcess second = ServiceProcess.in(directory).serving()) {
            Http http = second.http();
            assertThat(http.get(SampleRecords.PATH).text()).isEqualTo("[" + apple.text() + "]");
            assertThat(http.get(SampleRecords.path(apple)).etag()).isEqualTo(apple.etag());
            assertThat(SampleRecords.create(http, "Plum", 9).id()).isNotEqualTo(pear.id());
        }
    }

    @Test
    void keepsWhatWasWrittenWhenItIsKilled() {
        Path directory = RunningService.newDirectory("process-");
        Reply apple;
        try (ServiceProcess first = ServiceProcess.in(directory).serving()) {
            apple = SampleRecords.create(first.http(), "Apple", 7);
        }
        try (ServiceProcess second = ServiceProcess.in(directory).serving()) {
            assertThat(second.http().get(SampleRecords.PATH).text()).isEqualTo("[" + apple.text() + "]");
        }
    }

    @Test
    void migratesAnEmptySchemaAndDoesNothingTheSecondTime() {
        try (OwnDatabase database = DatabaseKind.POSTGRESQL.create()) {
            for (int i = 0; i < 2; i++) {
                try (ServiceProcess migration = ServiceProcess.inNewDirectory()
                        .argument("migrate")
                        .on(database)
                        .ended()) {
                    assertThat(migration.awaitExit(EXIT))
                            .as(migration.printed())
                            .isZero();
                }
            }
            try (ServiceProcess service = withoutMigration(database).serving()) {
                assertThat(SampleRecords.create(service.http(), "Apple", 7).status())
                        .isEqualTo(201);
            }
        }
    }

    @Test
    void servesAsTheRoleThatTheMigrationMade() {
        String role = "app_" + UUID.randomUUID().toString().replace("-", "");
        try (OwnDatabase database = DatabaseKind.POSTGRESQL.create()) {
            try (ServiceProcess migration = ServiceProcess.inNewDirectory()
                    .argument("migrate")
                    .on(database)
                    .with("DB_APP_USER", role)
                    .ended()) {
                assertThat(migration.awaitExit(EXIT)).as(migration.printed()).isZero();
            }
            JdbcClient owner = JdbcClient.create(owner(database));
            owner.sql("alter role " + role + " password 'app'").update();
            try (ServiceProcess service = withoutMigration(database)
                    .with("DB_USER", role)
                    .with("DB_PASSWORD", "app")
                    .serving()) {
                assertThat(SampleRecords.create(service.http(), "Apple", 7).status())
                        .isEqualTo(201);
            } finally {
                owner.sql("drop owned by " + role).update();
                owner.sql("drop role " + role).update();
            }
        }
    }

    private static DataSource owner(OwnDatabase database) {
        var settings = database.settings();
        return new DriverManagerDataSource(
                "jdbc:postgresql://" + settings.get("DB_HOST") + ":" + settings.get("DB_PORT") + "/"
                        + settings.get("DB_NAME"),
                settings.get("DB_USER"),
                settings.get("DB_PASSWORD"));
    }

    @Test
    void refusesToServeOnASchemaThatIsNotUpToDate() {
        try (OwnDatabase database = DatabaseKind.POSTGRESQL.create();
                ServiceProcess service = withoutMigration(database).ended()) {
            WrongSettingsIT.assertRefusedWithOneSentence(service, "migrate");
        }
    }

    private static ServiceProcess.Builder withoutMigration(OwnDatabase database) {
        return ServiceProcess.inNewDirectory()
                .with("STOCKROOM_MIGRATE_ON_START", "false")
                .on(database);
    }
}
