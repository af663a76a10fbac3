package io.github.stockroom.application.session;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.domain.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * As strict as a database, and as safe with many threads; but durable only while it is held. A session is over once its account
 * is gone or has another token version: no account ever gets that id again, nor that token version.
 */
public final class InMemorySessionRepository implements SessionRepository {

    private record Token(
            UUID session,
            Account account,
            Instant expires,
            @Nullable Instant used) {}

    private final AccountRepository accounts;
    private final Map<UUID, Token> tokens = new HashMap<>();

    public InMemorySessionRepository(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public synchronized boolean open(UUID session, Account account, UUID token, Instant now, Instant expires) {
        tokens.values().removeIf(stored -> !stored.expires.isAfter(now));
        if (isOver(account)) {
            return false;
        }
        tokens.put(token, new Token(session, account, expires, null));
        return true;
    }

    @Override
    public synchronized Rotation rotate(UUID presented, UUID successor, Instant now, Instant expires, Duration grace) {
        Token token = tokens.get(presented);
        if (token == null || !token.expires.isAfter(now) || isOver(token.account)) {
            return Rotation.UNKNOWN;
        }
        Instant used = token.used == null ? now : token.used;
        if (used.isBefore(now.minus(grace))) {
            tokens.values().removeIf(other -> other.session.equals(token.session));
            return Rotation.REUSED;
        }
        tokens.put(presented, new Token(token.session, token.account, token.expires, used));
        tokens.put(successor, new Token(token.session, token.account, expires, null));
        return Rotation.ROTATED;
    }

    private boolean isOver(Account account) {
        return accounts.find(account.id())
                .filter(stored -> stored.tokenVersion() == account.tokenVersion())
                .isEmpty();
    }
}
