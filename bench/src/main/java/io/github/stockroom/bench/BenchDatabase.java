package io.github.stockroom.bench;

import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.schema.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL database with this many products: the one that {@code DB_HOST} names, otherwise a server of its own,
 * which lives until standard input ends. Prints the port once all is ready.
 */
final class BenchDatabase {

    private static final String DATABASE = "stockroom";
    private static final String USER = "postgres";

    /** Ten words: a search for one finds a tenth of all, one for word and number a handful. */
    private static final String FILL = """
            insert into products (version, product, product_folded, product_order, price)
            select 1, name, lower(name), replace(lower(name), ' ', chr(3)) || chr(1) || name, n % greatest(?::bigint / 10000, 1)
            from generate_series(?::bigint, ?::bigint) n,
            lateral (select (array['Apple','Pear','Plum','Cherry','Grape','Lemon','Melon','Peach','Mango','Olive'])[n % 10 + 1]
                || ' ' || n as name) named""";

    private BenchDatabase() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        long rows = Long.parseLong(arguments[0]);
        String host = System.getenv("DB_HOST");
        if (host != null && !host.isBlank()) {
            var given = DatabaseAddress.postgres(
                    host,
                    setting("DB_PORT", 5432),
                    setting("DB_NAME", DATABASE),
                    setting("DB_USER", DATABASE),
                    setting("DB_PASSWORD", ""));
            prepare(given, rows);
            System.out.println("ready " + setting("DB_PORT", 5432));
            System.in.readAllBytes();
            return;
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            prepare(DatabaseAddress.postgres("localhost", server.getPort(), USER, USER, USER), rows);
            System.out.println("ready " + server.getPort());
            System.in.readAllBytes();
        }
    }

    private static void prepare(DatabaseAddress address, long rows) throws SQLException {
        new Migrations(address.direct()).apply();
        try (Connection connection = address.direct().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate table products restart identity");
            try (PreparedStatement fill = connection.prepareStatement(FILL)) {
                fill.setLong(1, rows);
                fill.setLong(2, 1);
                fill.setLong(3, rows);
                fill.executeUpdate();
            }
            statement.execute("vacuum analyze products");
        }
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static int setting(String name, int otherwise) {
        return Integer.parseInt(setting(name, Integer.toString(otherwise)));
    }
}
