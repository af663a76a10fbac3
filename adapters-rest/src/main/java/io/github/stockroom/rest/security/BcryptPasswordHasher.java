package io.github.stockroom.rest.security;

import io.github.stockroom.application.account.PasswordHasher;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;

/**
 * Hashes with bcrypt, under a prefix that names the method, so that another can take over one day. Hashes of the earlier systems
 * have no prefix; they are recognised too, and count as outdated.
 */
public final class BcryptPasswordHasher implements PasswordHasher {

    private static final String METHOD = "bcrypt";

    /** Of a random text that was thrown away: what is compared where there is no account. */
    private static final PasswordHash NOBODY =
            new PasswordHash("{bcrypt}$2a$10$XqbYNDP7kD9x1i5FUJcIxu7XVxfy42a93X5bTxcq/Nhrpxd8QoVqi");

    private static final String NO_PASSWORD = "none";

    /** Callers give up after five seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DelegatingPasswordEncoder encoder;
    private final Semaphore processors;
    private final Duration patience;

    /** Any more at once than there are processors would only slow each other down, and everybody else. */
    public BcryptPasswordHasher() {
        this(Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    BcryptPasswordHasher(int atOnce, Duration patience) {
        this.processors = new Semaphore(atOnce);
        this.patience = patience;
        var bcrypt = new BCryptPasswordEncoder();
        encoder = new DelegatingPasswordEncoder(METHOD, Map.of(METHOD, bcrypt));
        encoder.setDefaultPasswordEncoderForMatches(bcrypt);
    }

    @Override
    public PasswordHash hash(Password password) {
        return withProcessor(() -> {
            String hash = encoder.encode(password.value());
            if (hash == null) {
                throw new IllegalStateException("no hash");
            }
            return new PasswordHash(hash);
        });
    }

    @Override
    public boolean matches(String password, @Nullable PasswordHash hash) {
        // bcrypt refuses the empty and the overlong at once; the clock would tell.
        int length = password.getBytes(StandardCharsets.UTF_8).length;
        boolean possible = length > 0 && length <= Password.MAX_BYTES;
        String tried = possible ? password : NO_PASSWORD;
        PasswordHash compared = possible && hash != null ? hash : NOBODY;
        return withProcessor(() -> encoder.matches(tried, compared.value())) && compared != NOBODY;
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return encoder.upgradeEncoding(hash.value());
    }

    private <T> T withProcessor(Supplier<T> work) {
        try {
            if (!processors.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TemporarilyUnavailableException(Reason.CAPACITY, "too many passwords to hash at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemporarilyUnavailableException(Reason.CAPACITY, "interrupted while waiting to hash", e);
        }
        try {
            return work.get();
        } finally {
            processors.release();
        }
    }
}
