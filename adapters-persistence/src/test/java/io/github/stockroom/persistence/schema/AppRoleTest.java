package io.github.stockroom.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.Pooler;
import io.github.stockroom.persistence.PostgresHosts;
import io.github.stockroom.persistence.Tls;
import io.github.stockroom.persistence.sql.IdSequences;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("postgres")
class AppRoleTest {

    private final TestDatabase database = TestDatabases.postgres().migrated();
    private final String name = "app_" + UUID.randomUUID().toString().replace("-", "");
    private final AtomicInteger logins = new AtomicInteger();

    @BeforeEach
    void grant() {
        new AppRole(database.address().direct(), name).grant();
    }

    @AfterEach
    void drop() {
        database.jdbc().sql("drop owned by " + name).update();
        database.jdbc().sql("drop role " + name).update();
        database.close();
    }

    @Test
    void readsAndWritesRecords() {
        try (var pool = asApp().pool(PoolSettings.DEFAULT)) {
            JdbcClient app = JdbcClient.create(pool);
            app.sql("insert into sign_in_attempts (id, who, at) values (gen_random_uuid(), repeat('a', 64), now())")
                    .update();
            assertThat(app.sql("update sign_in_attempts set at = now()").update())
                    .isOne();
            new IdSequences(pool).advanceAll();
            assertThat(app.sql("delete from sign_in_attempts").update()).isOne();
            assertThat(new Migrations(pool).isBehind()).isFalse();
        }
    }

    @Test
    void changesNeitherTheSchemaNorItsRecord() {
        JdbcClient app = JdbcClient.create(asApp().direct());
        for (String statement : new String[] {
            "create table other (id int)",
            "drop table sign_in_attempts",
            "alter table sign_in_attempts add column other int",
            "delete from databasechangelog",
            "truncate table sign_in_attempts"
        }) {
            assertThatThrownBy(() -> app.sql(statement).update())
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("ERROR:");
        }
    }

    @Test
    void canBeGrantedAgain() {
        new AppRole(database.address().direct(), name).grant();
        assertThat(JdbcClient.create(asApp().direct())
                        .sql("select count(*) from sign_in_attempts")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void everyConnectionAsksForAPasswordOfItsOwn() {
        try (var pool = asApp().pool(PoolSettings.DEFAULT.withMaxConnections(1))) {
            JdbcClient app = JdbcClient.create(pool);
            app.sql("select 1").query(Integer.class).single();
            int before = logins.get();
            pool.getHikariPoolMXBean().softEvictConnections();
            app.sql("select 1").query(Integer.class).single();
            assertThat(logins).hasValueGreaterThan(before);
        }
    }

    @Test
    void mayLogInByTokenWhereTheServerKnowsThem() {
        boolean made = !database.jdbc()
                .sql("select exists (select from pg_roles where rolname = 'rds_iam')")
                .query(Boolean.class)
                .single();
        if (made) {
            database.jdbc().sql("create role rds_iam").update();
        }
        try {
            new AppRole(database.address().direct(), name).grant();
            assertThat(database.jdbc()
                            .sql("select pg_has_role(?, 'rds_iam', 'member')")
                            .param(name)
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        } finally {
            if (made) {
                database.jdbc().sql("drop role rds_iam").update();
            }
        }
    }

    @Test
    void refusesANameThatWouldHaveToBeQuoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AppRole(database.address().direct(), "app; drop table sign_in_attempts"));
    }

    /** Each login has a password that was never good before, as with tokens. */
    private DatabaseAddress asApp() {
        Supplier<String> token = () -> {
            String password = "token-" + logins.incrementAndGet();
            database.jdbc()
                    .sql("alter role " + name + " password '" + password + "'")
                    .update();
            return password;
        };
        var environment = database.environment();
        return DatabaseAddress.postgres(
                PostgresHosts.parse(environment.get("DB_HOST"), Integer.parseInt(environment.get("DB_PORT"))),
                environment.get("DB_NAME"),
                name,
                token,
                Tls.PREFERRED,
                Pooler.NONE);
    }
}
