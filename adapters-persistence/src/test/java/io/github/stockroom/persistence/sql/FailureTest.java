package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.error.OutcomeUnknownException;
import java.sql.SQLException;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;

class FailureTest {

    @Test
    void fileThatH2CannotWriteLeavesTheOutcomeUnknown() {
        var failure = new SQLException("IO Exception", "90028", new MVStoreException(2, "writing failed"));

        assertThat(Failure.ofChange(new UncategorizedSQLException("commit", "insert", failure)))
                .isInstanceOf(OutcomeUnknownException.class);
    }
}
