package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.PasswordHash;

/** An account together with the hash of its password, as they are stored. */
public record StoredAccount(Account account, PasswordHash password) {}
