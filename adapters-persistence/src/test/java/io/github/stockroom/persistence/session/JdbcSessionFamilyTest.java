package io.github.stockroom.persistence.session;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static io.github.stockroom.application.session.SessionRepository.Outcome.ROTATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.session.SessionFamilyContract;
import io.github.stockroom.application.session.SessionRepository;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.persistence.account.JdbcAccountRepository;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.Sha256;
import io.github.stockroom.persistence.sql.Sql;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcSessionFamilyTest {

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

    abstract static class Contract extends SessionFamilyContract {

        private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
        private static final Duration MINUTE = Duration.ofMinutes(1);
        private static final Duration DAY = Duration.ofDays(1);

        abstract TestDatabase database();

        @Override
        protected AccountRepository accounts() {
            return new JdbcAccountRepository(new Database(database().pool()));
        }

        @Override
        protected SessionRepository sessions() {
            return new JdbcSessionRepository(new Database(database().pool()));
        }

        @Test
        void sessionOfAnEarlierVersionStartsAtItsNextRotation() {
            Account account = anAccount().named("grace").storedIn(accounts());
            UUID session = UUID.randomUUID();
            UUID token = UUID.randomUUID();
            Instant expires = START.plus(DAY);
            database()
                    .jdbc()
                    .sql("insert into sessions (id, account_id, expires) values (?, ?, ?)")
                    .params(session, account.id().value(), Sql.parameter(expires))
                    .update();
            database()
                    .jdbc()
                    .sql("insert into refresh_tokens (token_hash, session_id, expires) values (?, ?, ?)")
                    .params(Sha256.hex(token.toString()), session, Sql.parameter(expires))
                    .update();
            UUID second = UUID.randomUUID();
            Instant now = START.plusSeconds(60);

            assertThat(sessions().rotate(token, second, now, now.plus(DAY), MINUTE, DAY))
                    .isEqualTo(new SessionRepository.Rotation(ROTATED, now.plus(DAY)));
            assertThat(sessions()
                            .rotate(
                                    second,
                                    UUID.randomUUID(),
                                    now.plusSeconds(60),
                                    now.plus(DAY).plusSeconds(60),
                                    MINUTE,
                                    DAY))
                    .isEqualTo(new SessionRepository.Rotation(ROTATED, now.plus(DAY)));
        }

        @Test
        void earlierVersionGoesOnWithSessionsOfThisOne() {
            UUID session = UUID.randomUUID();
            UUID first = UUID.randomUUID();
            sessions().open(session, anAccount().named("grace").storedIn(accounts()), first, START, START.plus(DAY));
            UUID second = UUID.randomUUID();
            database()
                    .jdbc()
                    .sql("update refresh_tokens set used = ? where token_hash = ?")
                    .params(Sql.parameter(START), Sha256.hex(first.toString()))
                    .update();
            database()
                    .jdbc()
                    .sql("insert into refresh_tokens (token_hash, session_id, expires) values (?, ?, ?)")
                    .params(Sha256.hex(second.toString()), session, Sql.parameter(START.plus(DAY)))
                    .update();

            assertThat(sessions()
                            .rotate(second, UUID.randomUUID(), START, START.plus(DAY), MINUTE, DAY)
                            .outcome())
                    .isEqualTo(ROTATED);
        }
    }
}
