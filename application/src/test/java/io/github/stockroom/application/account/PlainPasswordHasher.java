package io.github.stockroom.application.account;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Hides nothing and is quick, and knows what it was asked. A hash is the name of the method, a colon and the password.
 */
public final class PlainPasswordHasher implements PasswordHasher {

    public static final String METHOD = "plain:";

    private final List<Optional<PasswordHash>> asked = new CopyOnWriteArrayList<>();
    private volatile boolean busy;

    @Override
    public PasswordHash hash(Password password, String client) {
        return new PasswordHash(METHOD + password.value());
    }

    @Override
    public boolean matches(String password, @Nullable PasswordHash hash, String client) {
        if (busy) {
            throw new TemporarilyUnavailableException(Reason.CAPACITY, "busy");
        }
        asked.add(Optional.ofNullable(hash));
        return hash != null && hash.value().endsWith(":" + password);
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return !hash.value().startsWith(METHOD);
    }

    /** Makes it refuse to compare passwords, or no longer. */
    public void setBusy(boolean busy) {
        this.busy = busy;
    }

    /** The hashes that passwords were compared with, in order; empty where there was none. */
    public List<Optional<PasswordHash>> asked() {
        return Collections.unmodifiableList(asked);
    }
}
