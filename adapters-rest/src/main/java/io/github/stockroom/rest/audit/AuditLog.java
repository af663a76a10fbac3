package io.github.stockroom.rest.audit;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.apikey.ApiKeyId;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.request.RequestIdentity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import net.logstash.logback.argument.StructuredArgument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/**
 * Logs each change of an account once it is stored, at INFO, under the name {@value #LOGGER}: the event, the request
 * and the address it came from, the account that asked and the account that was changed. Never a secret.
 */
public final class AuditLog {

    public static final String LOGGER = "io.github.stockroom.audit";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    private AuditLog() {}

    /** Logs an event about an account. */
    public static void record(Exchange http, AuditEvent event, Account account) {
        record(http, event, account, Map.of());
    }

    /** @param details text, {@code Long} and truth values by name, written in the order of the names */
    public static void record(Exchange http, AuditEvent event, Account account, Map<String, Object> details) {
        log(event, new Source(http.requestId(), http.clientAddress(), http.caller(), http.apiKey()), account, details);
    }

    /**
     * Returns the details of {@link AuditEvent#ACCOUNT_CHANGED}.
     *
     * @param password true: the change had a password
     * @param identity true: the change had an outside identity
     */
    public static Map<String, Object> changeOf(Account changed, boolean password, boolean identity) {
        return Map.of(
                "role", changed.role().code(), "active", changed.active(), "password", password, "identity", identity);
    }

    /** Returns what logs that an account was created for the bearer of a token of an outside issuer, its own actor. */
    public static BiConsumer<HttpServletRequest, Account> firstSights(Proxies proxies) {
        return (request, account) -> {
            var bearer = new Caller.SignedIn(account.id(), account.username(), account.role());
            log(
                    AuditEvent.ACCOUNT_CREATED,
                    new Source(RequestIdentity.id(request), proxies.clientAddress(request), bearer, Optional.empty()),
                    account,
                    Map.of("role", account.role().code(), "identity", true));
        };
    }

    /** Logs an event that no request asked for. */
    public static void recordAtStart(AuditEvent event, Account account, Map<String, Object> details) {
        log(event, null, account, details);
    }

    private static void log(AuditEvent event, @Nullable Source source, Account account, Map<String, Object> details) {
        log.info(event.code(), new Entry(event, source, account, new TreeMap<>(details)));
    }

    private record Source(String requestId, String client, Caller caller, Optional<ApiKeyId> apiKey) {

        void writeTo(JsonGenerator json) {
            json.writeStringProperty("request_id", requestId);
            json.writeStringProperty("client", client);
            if (caller instanceof Caller.SignedIn known) {
                json.writeNumberProperty("actor", known.id().value());
                json.writeStringProperty("actor_name", known.username().value());
            }
            apiKey.ifPresent(key -> json.writeNumberProperty("actor_api_key", key.value()));
        }
    }

    /** @param source the request; null: the service itself, at its start */
    private record Entry(AuditEvent event, @Nullable Source source, Account account, Map<String, Object> details)
            implements StructuredArgument {

        @Override
        public void writeTo(JsonGenerator json) {
            json.writeStringProperty("event", event.code());
            if (source != null) {
                source.writeTo(json);
            }
            json.writeNumberProperty("account", account.id().value());
            json.writeStringProperty("account_name", account.username().value());
            details.forEach((name, value) -> {
                if (value instanceof Boolean truth) {
                    json.writeBooleanProperty(name, truth);
                } else if (value instanceof Long number) {
                    json.writeNumberProperty(name, number);
                } else {
                    json.writeStringProperty(name, value.toString());
                }
            });
        }
    }
}
