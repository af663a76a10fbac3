package io.github.stockroom.persistence.session;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.session.SessionRepository;
import io.github.stockroom.application.session.SessionRepositoryContract;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.persistence.account.JdbcAccountRepository;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcSessionRepositoryTest {

    @Nested
    class OnH2 extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2().migrated();

        @Override
        TestDatabase database() {
            return DATABASE;
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres().migrated();

        @Override
        TestDatabase database() {
            return DATABASE;
        }
    }

    abstract static class Contract extends SessionRepositoryContract {

        private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
        private static final Duration MINUTE = Duration.ofMinutes(1);

        abstract TestDatabase database();

        @Override
        protected AccountRepository accounts() {
            return new JdbcAccountRepository(new Database(database().pool()));
        }

        @Override
        protected SessionRepository sessions() {
            return new JdbcSessionRepository(new Database(database().pool()));
        }

        @AfterEach
        void nothingRefersToWhatIsGone() {
            assertThat(count("sessions where account_id not in (select id from accounts)"))
                    .isZero();
            assertThat(count("refresh_tokens where session_id not in (select id from sessions)"))
                    .isZero();
        }

        @Test
        void eachSessionThatIsOpenedRemovesUpToAHundredThatExpired() {
            Account account = anAccount().named("grace").storedIn(accounts());
            for (int i = 0; i < 102; i++) {
                open(account, START);
            }
            assertThat(count("sessions")).isEqualTo(102);

            open(account, START.plus(MINUTE));
            assertThat(count("sessions")).isEqualTo(3);
            assertThat(count("refresh_tokens")).isEqualTo(3);

            open(account, START.plus(MINUTE));
            assertThat(count("sessions")).isEqualTo(2);
        }

        @Test
        void eachRotationRemovesTokensOfItsSessionThatExpired() {
            UUID token = open(anAccount().named("grace").storedIn(accounts()), START);
            Instant now = START;
            for (int i = 0; i < 10; i++) {
                now = now.plusSeconds(45);
                UUID next = UUID.randomUUID();
                sessions().rotate(token, next, now, now.plus(MINUTE), MINUTE, Duration.ofDays(30));
                token = next;
            }

            assertThat(count("refresh_tokens")).isEqualTo(2);
        }

        private UUID open(Account account, Instant now) {
            UUID token = UUID.randomUUID();
            assertThat(sessions().open(UUID.randomUUID(), account, token, now, now.plus(MINUTE)))
                    .isTrue();
            return token;
        }

        private long count(String what) {
            return database()
                    .jdbc()
                    .sql("select count(*) from " + what)
                    .query(Long.class)
                    .single();
        }
    }
}
