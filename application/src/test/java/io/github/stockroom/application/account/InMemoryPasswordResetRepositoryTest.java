package io.github.stockroom.application.account;

class InMemoryPasswordResetRepositoryTest extends PasswordResetRepositoryContract {

    private final InMemoryAccountRepository accounts = new InMemoryAccountRepository();
    private final PasswordResetRepository resets = new InMemoryPasswordResetRepository(accounts);

    @Override
    protected AccountRepository accounts() {
        return accounts;
    }

    @Override
    protected PasswordResetRepository resets() {
        return resets;
    }
}
