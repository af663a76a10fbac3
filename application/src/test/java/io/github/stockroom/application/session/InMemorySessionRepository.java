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
 * As strict as a database, and as safe with many threads; but durable only while it is held. A session is over once its
 * account is gone or has another token version: no account ever gets that id again, nor that token version.
 */
public final class InMemorySessionRepository implements SessionRepository {

    private static final class Session {

        private final Account account;
        private final Instant started;
        private int oldestBranch;
        private int newestBranch;

        Session(Account account, Instant started) {
            this.account = account;
            this.started = started;
        }
    }

    /** @param forked when the grace began in which its branch did; null for the first branch */
    private record Token(
            Session session,
            Instant expires,
            @Nullable Instant used,
            int branch,
            @Nullable Instant forked) {}

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
        tokens.put(token, new Token(new Session(account, now), expires, null, 0, null));
        return true;
    }

    @Override
    public synchronized Rotation rotate(
            UUID presented, UUID successor, Instant now, Instant expires, Duration grace, Duration lifetime) {
        Token token = tokens.get(presented);
        if (token == null || !token.expires.isAfter(now) || isOver(token.session.account)) {
            return new Rotation(Outcome.UNKNOWN, now);
        }
        Session session = token.session;
        Instant ends = session.started.plus(lifetime);
        Instant graceBegins = now.minus(grace);
        boolean reused = token.branch < session.oldestBranch || isBefore(token.used, graceBegins);
        if (reused || !ends.isAfter(now)) {
            tokens.values().removeIf(other -> other.session == session);
            return new Rotation(reused ? Outcome.REUSED : Outcome.UNKNOWN, now);
        }
        if (isBefore(token.forked, graceBegins)) {
            session.oldestBranch = token.branch;
        }
        Instant end = expires.isBefore(ends) ? expires : ends;
        if (token.used == null) {
            tokens.put(presented, new Token(session, token.expires, now, token.branch, token.forked));
            tokens.put(successor, new Token(session, end, null, token.branch, token.forked));
        } else {
            session.newestBranch++;
            tokens.put(successor, new Token(session, end, null, session.newestBranch, token.used));
        }
        return new Rotation(Outcome.ROTATED, end);
    }

    private static boolean isBefore(@Nullable Instant time, Instant limit) {
        return time != null && time.isBefore(limit);
    }

    private boolean isOver(Account account) {
        return accounts.find(account.id())
                .filter(stored -> stored.tokenVersion() == account.tokenVersion())
                .isEmpty();
    }
}
