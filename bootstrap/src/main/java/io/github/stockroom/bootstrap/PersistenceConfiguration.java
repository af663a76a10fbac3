package io.github.stockroom.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.caller.CallerWatch;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.health.DatabaseCheck;
import io.github.stockroom.application.idempotency.IdempotentResponses;
import io.github.stockroom.bootstrap.StockroomSettings.Database.Auth;
import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.PostgresHosts;
import io.github.stockroom.persistence.idempotency.JdbcIdempotentResponses;
import io.github.stockroom.persistence.schema.Migrations;
import io.github.stockroom.persistence.schema.OrderKeyMaker;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.JdbcDatabaseCheck;
import io.github.stockroom.persistence.sql.ReadReplica;
import io.github.stockroom.rest.body.SpoolFiles;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The database: one pool for everything that serves requests, and a schema that fits before the first of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StockroomSettings.class)
class PersistenceConfiguration {

    private static final Logger log = LoggerFactory.getLogger(PersistenceConfiguration.class);

    @Bean
    HikariDataSource dataSource(StockroomSettings settings, MeterRegistry metrics) {
        DatabaseAddress address = address(settings);
        bringUpToDate(address, settings);
        var size = PoolSettings.DEFAULT.withMaxConnections(settings.database().poolSize());
        HikariDataSource pool = address.pool(size);
        pool.setMetricRegistry(metrics);
        return pool;
    }

    @Bean
    Database database(
            HikariDataSource dataSource,
            StockroomSettings settings,
            SpoolFiles files,
            CallerWatch callers,
            ObjectProvider<ReadReplica> replica,
            MeterRegistry metrics) {
        var share = settings.database().longWork().limits(settings.database().poolSize(), files::open);
        Database database = new Database(dataSource, share, callers, replica.getIfAvailable());
        Gauge.builder("stockroom.database.waiting.long", database, Database::waitingForLongWork)
                .description(
                        "Requests that wait for a place for long work: searches, counts, whole lists, exports, bulk writes")
                .register(metrics);
        Gauge.builder("stockroom.database.waiting", database, Database::waiting)
                .description("Requests that wait for a connection; the pool itself never sees them")
                .register(metrics);
        return database;
    }

    @Bean(initMethod = "start")
    OrderKeyMaker orderKeyMaker(Database database, StockroomSettings settings) {
        return new OrderKeyMaker(database, settings.database().isExternal());
    }

    @Bean
    IdempotentResponses idempotentResponses(Database database) {
        return new JdbcIdempotentResponses(database);
    }

    /** {@code /ht} knows no other answer than this: a service that stops is not ready either. */
    @Bean
    DatabaseCheck databaseCheck(HikariDataSource dataSource, ObjectProvider<ApplicationAvailability> availability) {
        var check = new JdbcDatabaseCheck(dataSource);
        return () -> availability.stream().noneMatch(PersistenceConfiguration::isStopping) && check.isWorking();
    }

    private static boolean isStopping(ApplicationAvailability availability) {
        return availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC;
    }

    /** Part of the readiness probe. */
    @Bean
    HealthIndicator databaseHealthIndicator(DatabaseCheck database) {
        return () -> (database.isWorking() ? Health.up() : Health.down()).build();
    }

    static DatabaseAddress address(StockroomSettings settings) {
        var database = settings.database();
        String host = database.host();
        if (host == null || host.isBlank()) {
            try {
                DatabaseAddress address = DatabaseAddress.h2(settings.dataDir());
                files(settings).prepare();
                EmbeddedDatabase.requireUsable(settings.dataDir());
                return address;
            } catch (IOException e) {
                throw new SettingException("STOCKROOM_DATA_DIR cannot be used: " + e + ".");
            } catch (IllegalArgumentException e) {
                throw new SettingException("STOCKROOM_DATA_DIR cannot be used: " + e.getMessage() + ".");
            }
        }
        return DatabaseAddress.postgres(
                PostgresHosts.parse(host, database.port()),
                database.name(),
                database.user(),
                password(database, host),
                database.tls(),
                database.pooler());
    }

    /** @param host of the replica */
    static DatabaseAddress readerAddress(StockroomSettings.Database database, String host) {
        return DatabaseAddress.postgresReplica(
                PostgresHosts.parse(host, database.port()),
                database.name(),
                database.user(),
                password(database, host),
                database.tls(),
                database.pooler());
    }

    private static Supplier<String> password(StockroomSettings.Database database, String host) {
        if (database.auth() == Auth.PASSWORD) {
            String password = database.password() == null ? "" : database.password();
            return () -> password;
        }
        try {
            return new RdsToken(
                    host,
                    database.port(),
                    database.user(),
                    DefaultAwsRegionProviderChain.builder().build().getRegion(),
                    DefaultCredentialsProvider.builder().build());
        } catch (SdkClientException e) {
            throw new SettingException("DB_AUTH=iam needs to know where it is: set AWS_REGION.");
        }
    }

    private static PrivateFiles files(StockroomSettings settings) {
        return PrivateFiles.data(settings.dataDir(), log::warn);
    }

    /**
     * Closes the files of an embedded database to other users of this machine; called once it was opened, which creates
     * them.
     */
    private static void closeToOthers(StockroomSettings settings) {
        if (settings.database().isExternal()) {
            return;
        }
        try {
            files(settings).tighten();
        } catch (IOException e) {
            throw new SettingException("STOCKROOM_DATA_DIR cannot be used: " + e + ".");
        }
    }

    /** Applies the schema if that is wanted and needed. */
    static void bringUpToDate(DatabaseAddress address, StockroomSettings settings) {
        explained(settings, () -> {
            requireExpectedSessions(address);
            if (new Migrations(address.direct()).isBehind()) {
                if (!settings.migrateOnStart()) {
                    throw new SettingException("The schema is behind this version; run"
                            + " \"java -jar stockroom.jar migrate\" first, or set STOCKROOM_MIGRATE_ON_START=true.");
                }
                migrate(address, settings.migrateWait());
            }
        });
    }

    /** Applies the schema. */
    static void migrate(DatabaseAddress address, StockroomSettings settings) {
        explained(settings, () -> {
            requireExpectedSessions(address);
            migrate(address, settings.migrateWait());
        });
    }

    private static void requireExpectedSessions(DatabaseAddress address) {
        if (address.isBehindUnexpectedPooler()) {
            throw new SettingException(
                    "DB_HOST leads to a connection pooler in transaction mode, which needs DB_POOLER=transaction.");
        }
    }

    private static void migrate(DatabaseAddress address, Duration wait) {
        address.changeSchema(database -> new Migrations(database, wait).apply());
    }

    /** Does something to the database ahead of all requests; what goes wrong is told in a sentence. */
    private static void explained(StockroomSettings settings, Runnable work) {
        try {
            work.run();
            closeToOthers(settings);
        } catch (TemporarilyUnavailableException | UncheckedIOException | IllegalStateException e) {
            String sentence =
                    settings.database().isExternal() ? null : EmbeddedDatabase.sentence(settings.dataDir(), e);
            throw new SettingException(sentence == null ? firstLine(e) : sentence);
        }
    }

    private static String firstLine(RuntimeException e) {
        String what = e instanceof IllegalStateException
                ? "The schema cannot be changed: "
                : "The database cannot be reached: ";
        String reason =
                String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        return what + reason.lines().findFirst().orElse("").replaceFirst("\\.$", "") + ".";
    }
}
