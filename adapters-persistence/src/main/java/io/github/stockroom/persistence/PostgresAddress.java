package io.github.stockroom.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** @param replica whether a server will do that takes no writes */
record PostgresAddress(
        PostgresHosts hosts,
        String database,
        String user,
        Supplier<String> password,
        Tls tls,
        Pooler pooler,
        boolean replica)
        implements DatabaseAddress {

    @Override
    public HikariDataSource loadingPool(PoolSettings settings) {
        return pool(settings);
    }

    @Override
    public HikariDataSource pool(PoolSettings settings) {
        long timeout = settings.statementTimeout().toMillis();
        HikariConfig config = settings.toConfig(url());
        if (replica) {
            config.setPoolName(config.getPoolName() + "-reader");
        }
        config.setCredentialsProvider(() -> Credentials.of(user, password.get()));
        // A server that says nothing at all: give up a second after it should have cancelled the statement by itself.
        config.addDataSourceProperty("socketTimeout", Long.toString(timeout / 1_000 + 1));
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.setExceptionOverride(UnusableConnections.ofPostgres());
        config.setInitializationFailTimeout(-1);
        // The server counts the time: a timer in the driver costs something for every statement.
        if (pooler == Pooler.TRANSACTION) {
            return new PooledSessions(config, timeouts("set local", timeout));
        }
        config.setConnectionInitSql(timeouts("set", timeout));
        return new HikariDataSource(config);
    }

    private static String timeouts(String set, long statement) {
        return set + " statement_timeout = " + statement + "; " + set + " lock_timeout = "
                + PoolSettings.LOCK_WAIT.toMillis();
    }

    @Override
    public boolean isBehindUnexpectedPooler() {
        if (pooler == Pooler.TRANSACTION) {
            return false;
        }
        try {
            return SharedSessions.areBehind(direct());
        } catch (SQLException e) {
            throw new TemporarilyUnavailableException(Reason.CAPACITY, "the database is out of reach", e);
        }
    }

    @Override
    public void changeSchema(Consumer<DataSource> change) {
        change.accept(direct());
    }

    @Override
    public DataSource direct() {
        return new DriverManagerDataSource(url()) {
            @Override
            protected Connection getConnectionFromDriver(@Nullable String ignoredUser, @Nullable String ignoredPassword)
                    throws SQLException {
                return super.getConnectionFromDriver(user, password.get());
            }
        };
    }

    @Override
    public String toString() {
        return url();
    }

    private String url() {
        // Unless for reads, connect only to a server that takes writes, also if it is the only one named.
        return "jdbc:postgresql://" + hosts + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8)
                + "?ApplicationName=stockroom&tcpKeepAlive=true&connectTimeout=2&targetServerType="
                + (replica ? "any" : "primary")
                // Prepared statements belong to a session.
                + (pooler == Pooler.TRANSACTION ? "&prepareThreshold=0" : "")
                + tls.parameters();
    }
}
