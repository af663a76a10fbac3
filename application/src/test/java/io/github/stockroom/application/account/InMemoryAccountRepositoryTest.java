package io.github.stockroom.application.account;

class InMemoryAccountRepositoryTest extends AccountRepositoryContract {

    private final AccountRepository accounts = new InMemoryAccountRepository();

    @Override
    protected AccountRepository accounts() {
        return accounts;
    }
}
