package io.github.stockroom.persistence.legacy;

import io.github.stockroom.application.account.StoredAccount;
import io.github.stockroom.application.move.MovedRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The database of a replaced system, read as it was at one moment and never written. Rows come in the order of their
 * ids, and memory is needed for some of them only. Not thread-safe.
 */
public final class LegacyDatabase implements AutoCloseable {

    private static final int FETCHED = 1_000;

    private final Connection connection;
    private final boolean mends;
    private final boolean isSqlite;

    private LegacyDatabase(Connection connection, boolean mends) throws SQLException {
        this.connection = connection;
        this.mends = mends;
        this.isSqlite = connection.getMetaData().getDatabaseProductName().equals("SQLite");
    }

    /**
     * Opens the database.
     *
     * @param mends whether a value that breaks a rule is replaced where the rule tells by what; otherwise its row
     *     becomes no record
     * @throws LegacyException as all methods here, when the database cannot be read
     */
    public static LegacyDatabase open(LegacyAddress address, boolean mends) {
        Connection connection = address.connect();
        try {
            var database = new LegacyDatabase(connection, mends);
            database.beginSnapshot();
            return database;
        } catch (SQLException e) {
            try {
                connection.close();
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw unreadable(e);
        }
    }

    private void beginSnapshot() throws SQLException {
        if (!isSqlite) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        connection.setAutoCommit(false); // PostgreSQL reads all rows at once outside a transaction
    }

    /**
     * Finds the tables whose rows have a place here.
     *
     * @param kinds to look for
     * @param named tables to take, by kind, where several would do
     * @throws LegacyException also if two tables look alike, or a named one does not look like its kind
     */
    public List<LegacyTable> tables(List<LegacyKind> kinds, Map<String, String> named) {
        Map<String, List<String>> columns = columnsByTable();
        List<LegacyTable> found = new ArrayList<>();
        for (LegacyKind kind : kinds) {
            List<LegacyTable> candidates = columns.entrySet().stream()
                    .filter(table -> kind.isIn(table.getValue()))
                    .filter(table ->
                            named.getOrDefault(kind.name(), table.getKey()).equals(table.getKey()))
                    .map(table -> new LegacyTable(kind, table.getKey(), table.getValue()))
                    .toList();
            if (candidates.size() > 1) {
                List<String> names = candidates.stream().map(LegacyTable::name).toList();
                throw new LegacyException("several tables look like " + kind.name() + ": " + names
                        + "; name one: --table " + kind.name() + "=" + names.get(0));
            }
            if (candidates.isEmpty() && named.containsKey(kind.name())) {
                throw new LegacyException("there is no table " + named.get(kind.name()) + " with the columns "
                        + kind.columns().stream().sorted().toList());
            }
            found.addAll(candidates);
        }
        return found;
    }

    /** Returns the accounts of a table of the kind {@link LegacySystem#accounts}. */
    public Iterator<MovedRow<StoredAccount>> accounts(LegacyTable table) {
        if (table.kind() != LegacyKind.ACCOUNTS_WITH_ROLES) {
            return rows(table, LegacyAccounts::ofDjango);
        }
        String name = table.first(LegacyKind.NAME_COLUMNS);
        String hash = table.first(LegacyKind.HASH_COLUMNS);
        return rows(table, row -> LegacyAccounts.ofRoles(row, name, hash));
    }

    /**
     * Returns what the reader makes of each row.
     *
     * @param reader must not keep the row
     */
    public <T> Iterator<T> rows(LegacyTable table, Function<LegacyRow, T> reader) {
        try {
            Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            statement.setFetchSize(FETCHED);
            ResultSet rows = statement.executeQuery("select * from " + quoted(table.name()) + " order by id");
            return new LegacyRows<>(rows, row -> reader.apply(new LegacyRow(row, isSqlite, mends)));
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** A name may hold the quote itself, and more. */
    private String quoted(String name) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString();
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** The schema is a pattern to the driver, in which an underscore stands for any character. */
    private @Nullable String schemaPattern() throws SQLException {
        String schema = isSqlite ? null : connection.getSchema();
        String escape = connection.getMetaData().getSearchStringEscape();
        return schema == null
                ? null
                : schema.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }

    private Map<String, List<String>> columnsByTable() {
        Map<String, List<String>> columns = new TreeMap<>();
        try {
            try (ResultSet found =
                    connection.getMetaData().getColumns(connection.getCatalog(), schemaPattern(), "%", "%")) {
                while (found.next()) {
                    columns.computeIfAbsent(found.getString("TABLE_NAME"), table -> new ArrayList<>())
                            .add(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
            return columns;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    static LegacyException unreadable(SQLException e) {
        return new LegacyException("the old database cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }
}
