package io.github.stockroom.persistence.sql;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs work in transactions of one data source. Unlike Spring's template, it reports what went wrong first when not
 * even the roll-back succeeds. Thread-safe.
 */
final class Transactions {

    private final PlatformTransactionManager manager;

    private Transactions(PlatformTransactionManager manager) {
        this.manager = manager;
    }

    static Transactions of(DataSource dataSource) {
        // Not the one that translates failures: it rolls back after a commit that failed, and hides why it did.
        return new Transactions(
                dataSource instanceof TransactionSettings scoped
                        ? new LimitedTransactions(dataSource, scoped.settings())
                        : new DataSourceTransactionManager(dataSource));
    }

    /** Runs work in the transaction of this thread, or in one of its own if there is none. */
    <T extends @Nullable Object> T run(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        TransactionStatus status = manager.getTransaction(null);
        T result;
        try {
            result = work.get();
        } catch (NestedRuntimeException e) {
            rollBack(status, e);
            throw Failure.ofUndoneWork(e);
        } catch (RuntimeException | Error e) {
            rollBack(status, e);
            throw e;
        }
        manager.commit(status);
        return result;
    }

    private void rollBack(TransactionStatus status, Throwable failure) {
        try {
            manager.rollback(status);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
