package io.github.stockroom.application.apikey;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.InMemoryAccountRepository;

class InMemoryApiKeyRepositoryTest extends ApiKeyRepositoryContract {

    private final AccountRepository accounts = new InMemoryAccountRepository();
    private final ApiKeyRepository keys = new InMemoryApiKeyRepository(accounts);

    @Override
    protected AccountRepository accounts() {
        return accounts;
    }

    @Override
    protected ApiKeyRepository keys() {
        return keys;
    }
}
