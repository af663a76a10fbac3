package io.github.stockroom.application.session;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.InMemoryAccountRepository;

class InMemorySessionFamilyTest extends SessionFamilyContract {

    private final AccountRepository accounts = new InMemoryAccountRepository();
    private final SessionRepository sessions = new InMemorySessionRepository(accounts);

    @Override
    protected AccountRepository accounts() {
        return accounts;
    }

    @Override
    protected SessionRepository sessions() {
        return sessions;
    }
}
