package io.github.stockroom.rest.security;

import io.github.stockroom.application.apikey.ApiKeyCaller;
import io.github.stockroom.application.apikey.ApiKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Finds out whose API key a request came with, and limits the requests of each key. Thread-safe. */
public final class ApiKeyCheck {

    private final ApiKeys keys;
    private final @Nullable RequestQuota quota;

    /**
     * @param quota how many requests of one key are served in a second, at this instance; 0 for any number
     * @param nanoTime as {@link System#nanoTime}
     */
    public ApiKeyCheck(ApiKeys keys, int quota, LongSupplier nanoTime) {
        this.keys = keys;
        this.quota = quota == 0 ? null : new RequestQuota("api-key", quota, nanoTime);
    }

    /**
     * @throws io.github.stockroom.application.session.InvalidTokenException when the key is not good
     * @throws io.github.stockroom.rest.problem.ProblemException 429 for a request too many
     */
    ApiKeyCaller caller(String key, HttpServletRequest request, HttpServletResponse response) {
        ApiKeyCaller caller = keys.authenticate(key);
        if (quota != null) {
            quota.count(caller.key(), request, response);
        }
        return caller;
    }
}
