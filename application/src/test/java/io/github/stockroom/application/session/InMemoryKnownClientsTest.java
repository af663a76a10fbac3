package io.github.stockroom.application.session;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.InMemoryAccountRepository;

class InMemoryKnownClientsTest extends KnownClientsContract {

    private final AccountRepository accounts = new InMemoryAccountRepository();
    private final KnownClients clients = new InMemoryKnownClients(accounts);

    @Override
    protected AccountRepository accounts() {
        return accounts;
    }

    @Override
    protected KnownClients clients() {
        return clients;
    }
}
