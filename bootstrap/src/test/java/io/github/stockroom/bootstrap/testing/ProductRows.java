package io.github.stockroom.bootstrap.testing;

import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.domain.shared.TextOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.IntFunction;

/** Writes product rows past the service, for tests that need more of them than they want to post. */
public final class ProductRows {

    private static final int BATCH = 1_000;

    private ProductRows() {}

    /** Removes what other tests left. */
    public static RunningService clear(RunningService service) {
        return in(service, 0, row -> "");
    }

    /** Puts this many products in place of all others; the first row is 1, and so is its price. */
    public static RunningService in(RunningService service, int count, IntFunction<String> name) {
        try (Connection connection = service.database().getConnection()) {
            connection.setAutoCommit(false);
            replace(connection, count, name);
            connection.commit();
            connection.setAutoCommit(true);
            return service;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deletes all products and inserts this many; the first row is 1, and its price too. Does not commit. */
    public static void replace(Connection connection, int count, IntFunction<String> name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate table products");
        }
        String insert =
                "insert into products (version, product, product_folded, product_order, price) values (1, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (int row = 1; row <= count; row++) {
                statement.setString(1, name.apply(row));
                statement.setString(2, CaseFolding.fold(name.apply(row)));
                statement.setString(3, TextOrder.key(name.apply(row)));
                statement.setInt(4, row);
                statement.addBatch();
                if (row % BATCH == 0 || row == count) {
                    statement.executeBatch();
                }
            }
        }
    }
}
