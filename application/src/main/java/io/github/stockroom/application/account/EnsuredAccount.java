package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;

/**
 * An account that had to be there.
 *
 * @param account as it is stored
 * @param created false: another step or instance had created it
 */
public record EnsuredAccount(Account account, boolean created) {}
