package io.github.stockroom.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The address of the database and the credentials for it. Shows no password when printed. Immutable and thread-safe.
 */
public sealed interface DatabaseAddress permits H2Address, PostgresAddress {

    /**
     * A database inside this process, in files that are made when first needed. One process can use them at a time.
     *
     * @param directory is there; its path contains no semicolon, which would end the path in an H2 URL
     */
    static DatabaseAddress h2(Path directory) {
        return new H2Address(directory);
    }

    /** The file in which an embedded database in this directory keeps its data; not there before the first start. */
    static Path h2File(Path directory) {
        return directory.resolve(H2Address.NAME + H2Address.SUFFIX);
    }

    /** A database of a PostgreSQL server, reached by TLS if the server has that. Opens no connection yet. */
    static DatabaseAddress postgres(String host, int port, String database, String user, String password) {
        return postgres(PostgresHosts.parse(host, port), database, user, () -> password, Tls.PREFERRED, Pooler.NONE);
    }

    /**
     * @param hosts connections lead to the one that takes writes
     * @param password asked anew for each connection, by any thread; a token may have run out since the last one
     * @param pooler what these hosts are, unless they are the servers themselves
     */
    static DatabaseAddress postgres(
            PostgresHosts hosts, String database, String user, Supplier<String> password, Tls tls, Pooler pooler) {
        return new PostgresAddress(hosts, database, user, password, tls, pooler, false);
    }

    /** The same for a server that serves reads, and follows another one that takes the writes. */
    static DatabaseAddress postgresReplica(
            PostgresHosts hosts, String database, String user, Supplier<String> password, Tls tls, Pooler pooler) {
        return new PostgresAddress(hosts, database, user, password, tls, pooler, true);
    }

    /**
     * Opens a pool, which the caller closes. The database cancels statements that run too long.
     *
     * @throws com.zaxxer.hikari.pool.HikariPool.PoolInitializationException when the files of an embedded database
     *     cannot be used; never for a server that is out of reach, which may come back
     */
    HikariDataSource pool(PoolSettings settings);

    /**
     * Opens a pool for a process that loads or reads many records and then ends. As {@link #pool}, except that the
     * embedded database writes commits to its file within half a second instead of at once, and that closing the pool
     * gives back all of the file's free space. A process that is killed loses what it committed in the last half
     * second.
     */
    HikariDataSource loadingPool(PoolSettings settings);

    /**
     * Changes the schema: where a change of the schema cannot be undone, on a copy of the files, which takes their
     * place when all is done. A process that is killed meanwhile leaves the database as it was. Needs the database for
     * itself there.
     *
     * @param change closes the connections that it opens
     * @throws java.io.UncheckedIOException when there is no room for the copy, or another process uses the files
     */
    void changeSchema(Consumer<DataSource> change);

    /**
     * Returns true if the connections lead through a pooler in transaction mode although this address does not expect
     * one. The service would lose prepared statements there, and its time-outs would hold for other clients.
     *
     * @throws io.github.stockroom.application.error.TemporarilyUnavailableException when the server is out of reach
     */
    boolean isBehindUnexpectedPooler();

    /** Connections of their own, on which statements may run for as long as they need. */
    DataSource direct();
}
