package io.github.stockroom.persistence.sql;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * The constraint that a statement broke.
 *
 * @param name as in the schema
 * @param table that has the constraint; empty if the database does not tell
 */
record BrokenConstraint(String name, String table) {

    /**
     * H2 tells it in its message: <code>"public.uq_books_isbn INDEX …</code> of a unique constraint,
     * <code>"fk_books_author: public.books FOREIGN KEY …</code> of a reference. Values stand behind that only.
     */
    private static final Pattern H2 =
            Pattern.compile("^[^\"]*\"(?:\\w+\\.)?(\\w+)(?:: (?:\\w+\\.)?(\\w+) FOREIGN KEY)?");

    /** Returns it; empty if the driver does not tell. */
    static Optional<BrokenConstraint> of(DataIntegrityViolationException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
                return of(postgres.getServerErrorMessage());
            }
            if (cause instanceof SQLException other) {
                return of(String.valueOf(other.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static Optional<BrokenConstraint> of(ServerErrorMessage message) {
        String name = message.getConstraint();
        String table = message.getTable();
        return name == null ? Optional.empty() : Optional.of(new BrokenConstraint(name, table == null ? "" : table));
    }

    private static Optional<BrokenConstraint> of(String message) {
        Matcher told = H2.matcher(message);
        if (!told.find()) {
            return Optional.empty();
        }
        String table = told.group(2);
        return Optional.of(new BrokenConstraint(
                told.group(1).toLowerCase(Locale.ROOT), table == null ? "" : table.toLowerCase(Locale.ROOT)));
    }
}
