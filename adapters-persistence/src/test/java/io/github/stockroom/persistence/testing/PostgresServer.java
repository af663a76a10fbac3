package io.github.stockroom.persistence.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL server of this JVM, found or started once, and stopped with it.
 *
 * @param database exists, and is where other databases are created from
 */
record PostgresServer(String host, int port, String database, String user, String password) {

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

    private static final class Shared {
        static final PostgresServer SERVER =
                given().or(PostgresServer::inDocker).orElseGet(PostgresServer::fromBinaries);
    }

    static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Creates an empty database under a new name. */
    String createDatabase() {
        String name = "stockroom_test_" + UUID.randomUUID().toString().replace("-", "");
        jdbc().sql("create database " + name).update();
        return name;
    }

    void dropDatabase(String name) {
        jdbc().sql("drop database if exists " + name + " with (force)").update();
    }

    private JdbcClient jdbc() {
        String url = "jdbc:postgresql://" + host + ":" + port + "/" + database;
        return JdbcClient.create(new DriverManagerDataSource(url, user, password));
    }

    private static Optional<PostgresServer> given() {
        return setting("STOCKROOM_TEST_JDBC_URL").map(url -> {
            Properties parts = Driver.parseURL(url, new Properties());
            if (parts == null) {
                throw new IllegalArgumentException("STOCKROOM_TEST_JDBC_URL is not the URL of a PostgreSQL database");
            }
            return new PostgresServer(
                    parts.getProperty("PGHOST"),
                    Integer.parseInt(parts.getProperty("PGPORT")),
                    parts.getProperty("PGDBNAME"),
                    setting("STOCKROOM_TEST_JDBC_USER").orElse(parts.getProperty("user", "postgres")),
                    setting("STOCKROOM_TEST_JDBC_PASSWORD").orElse(parts.getProperty("password", "")));
        });
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private static Optional<PostgresServer> inDocker() {
        try {
            return DockerClientFactory.instance().isDockerAvailable() ? Optional.of(fromImage()) : Optional.empty();
        } catch (RuntimeException e) {
            log.error("Docker answers, but has no PostgreSQL to start; taking the binaries: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @SuppressWarnings("resource") // Testcontainers removes the container when this JVM ends
    private static PostgresServer fromImage() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
        container.start();
        return new PostgresServer(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getDatabaseName(),
                container.getUsername(),
                container.getPassword());
    }

    @SuppressWarnings("resource") // stops by itself when this JVM ends
    private static PostgresServer fromBinaries() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            return new PostgresServer("localhost", server.getPort(), "postgres", "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("no PostgreSQL for the tests", e);
        }
    }
}
