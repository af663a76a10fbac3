package io.github.stockroom.application.session;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract of all {@link KnownClients}. A subclass gives each test empty ones. */
public abstract class KnownClientsContract {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final AccountId UNKNOWN = new AccountId(Long.MAX_VALUE);

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract KnownClients clients();

    /** The accounts of the same store. */
    protected abstract AccountRepository accounts();

    @Test
    void clientIsKnownToOneAccountForAWhile() {
        Account ada = anAccount().named("ada").storedIn(accounts());
        Account eve = anAccount().named("eve").storedIn(accounts());
        clients().remember(ada.id(), "192.0.2.7", START);

        assertThat(clients().find(ada.id(), "192.0.2.7", START)).contains(START);
        Instant end = START.plus(KnownClients.MEMORY);
        assertThat(clients().find(ada.id(), "192.0.2.7", end.minus(TICK))).contains(START);
        assertThat(clients().find(ada.id(), "192.0.2.7", end)).isEmpty();
        assertThat(clients().find(ada.id(), "192.0.2.8", START)).isEmpty();
        assertThat(clients().find(eve.id(), "192.0.2.7", START)).isEmpty();
        assertThat(clients().find(UNKNOWN, "192.0.2.7", START)).isEmpty();
    }

    @Test
    void clientIsRememberedAnew() {
        Account ada = anAccount().storedIn(accounts());
        clients().remember(ada.id(), "192.0.2.7", START);
        Instant later = START.plus(Duration.ofDays(29));
        clients().remember(ada.id(), "192.0.2.7", later);

        assertThat(clients().find(ada.id(), "192.0.2.7", START.plus(KnownClients.MEMORY)))
                .contains(later);
    }

    @Test
    void goneAccountKnowsNobody() {
        clients().remember(UNKNOWN, "192.0.2.7", START);
        assertThat(clients().find(UNKNOWN, "192.0.2.7", START)).isEmpty();

        Account ada = anAccount().storedIn(accounts());
        clients().remember(ada.id(), "192.0.2.7", START);
        accounts().delete(ada.id());
        assertThat(clients().find(ada.id(), "192.0.2.7", START)).isEmpty();
    }

    @Test
    void manyMayRememberAClientAtOnce() throws Exception {
        Account ada = anAccount().storedIn(accounts());

        AtOnce.run(8, i -> {
            clients().remember(ada.id(), "192.0.2.7", START);
            return i;
        });

        assertThat(clients().find(ada.id(), "192.0.2.7", START)).contains(START);
    }
}
