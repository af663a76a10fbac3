package io.github.stockroom.rest.security;

import io.github.stockroom.application.account.PasswordHasher;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;

/**
 * Hashes with bcrypt, under a prefix that names the method, so that another can take over one day. Hashes of the
 * earlier systems have no prefix: bcrypt ({@code $2a$}, {@code $2b$}) and Django's {@code pbkdf2_sha256$}. They are
 * recognised too, and count as outdated.
 *
 * <p>Hashing stands behind a bulkhead: it takes a share of the processors and no more, and clients that sign in without
 * end wait behind those that do so now and then.
 */
public final class BcryptPasswordHasher implements PasswordHasher {

    private static final String METHOD = "bcrypt";

    /** Of a random text that was thrown away: what is compared where there is no account. */
    private static final PasswordHash NOBODY =
            new PasswordHash("{bcrypt}$2a$10$XqbYNDP7kD9x1i5FUJcIxu7XVxfy42a93X5bTxcq/Nhrpxd8QoVqi");

    private static final String NO_PASSWORD = "none";

    private final DelegatingPasswordEncoder encoder;
    private final FairBulkhead bulkhead;

    public BcryptPasswordHasher(HashingLimits limits) {
        this.bulkhead = new FairBulkhead(
                limits.concurrent(), limits.maxWaiting(), limits.maxWaitingPerClient(), limits.maxWait());
        var bcrypt = new BCryptPasswordEncoder();
        encoder = new DelegatingPasswordEncoder(METHOD, Map.of(METHOD, bcrypt));
        encoder.setDefaultPasswordEncoderForMatches(bcrypt);
    }

    @Override
    public PasswordHash hash(Password password, String client) {
        return permitted(
                client,
                () -> {
                    String hash = encoder.encode(password.value());
                    if (hash == null) {
                        throw new IllegalStateException("no hash");
                    }
                    return new PasswordHash(hash);
                },
                made -> false);
    }

    @Override
    public boolean matches(String password, @Nullable PasswordHash hash, String client) {
        // bcrypt refuses the empty and the overlong at once; the clock would tell.
        int length = password.getBytes(StandardCharsets.UTF_8).length;
        Optional<DjangoHash> django = hash == null ? Optional.empty() : DjangoHash.parse(hash.value());
        int maxLength = django.isPresent() ? DjangoHash.MAX_PASSWORD_BYTES : Password.MAX_BYTES;
        boolean possible = length > 0 && length <= maxLength;
        if (possible && django.isPresent()) {
            return permitted(client, () -> django.get().matches(password), right -> right);
        }
        String tried = possible ? password : NO_PASSWORD;
        PasswordHash compared = possible && hash != null && !hash.equals(PasswordHash.NONE) ? hash : NOBODY;
        return permitted(client, () -> encoder.matches(tried, compared.value()) && compared != NOBODY, right -> right);
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return encoder.upgradeEncoding(hash.value());
    }

    /** @param succeeded whether the work shows that its client is no guesser */
    private <T> T permitted(String client, Supplier<T> work, Predicate<T> succeeded) {
        try {
            if (!bulkhead.tryAcquire(client)) {
                throw new TemporarilyUnavailableException(Reason.CAPACITY, "too many passwords to hash at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemporarilyUnavailableException(Reason.CAPACITY, "interrupted while waiting to hash", e);
        }
        boolean success = false;
        try {
            T result = work.get();
            success = succeeded.test(result);
            return result;
        } finally {
            bulkhead.release(client, success);
        }
    }
}
