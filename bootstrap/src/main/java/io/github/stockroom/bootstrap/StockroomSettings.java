package io.github.stockroom.bootstrap;

import io.github.stockroom.persistence.Pooler;
import io.github.stockroom.persistence.PostgresHosts;
import io.github.stockroom.persistence.Tls;
import io.github.stockroom.persistence.schema.AppRole;
import io.github.stockroom.rest.exchange.AnonymousKeys;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.request.RestSettings;
import io.github.stockroom.rest.security.MetricsNetworks;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Everything under {@code stockroom.*}; each property can be given as an environment variable too
 * ({@code stockroom.data-dir} as {@code STOCKROOM_DATA_DIR}). An invalid value stops the start, and so does an argument
 * with an unknown name. {@link SettingVariables} finds unknown environment variables.
 *
 * @param dataDir where the embedded database keeps its files; made if it is not there
 * @param migrateOnStart false: start only on a schema that {@code migrate} brought up to date
 * @param migrateWait how long a migration waits for another one that is going on
 * @param shutdownGrace how long requests are served after SIGTERM, with readiness off; null: 10 s, or none where the
 *     service is for its own machine
 * @param publicUrl scheme, authority and prefix that clients use, for absolute links; none: taken from each request
 * @param trustedProxies addresses or CIDR blocks whose {@code X-Forwarded-*} is believed; none by default
 * @param proxyHeaders which header fields trusted proxies write
 * @param allowedHosts names under which the service answers, {@code *} for any; empty: see {@link Exposure}
 * @param corsOrigins origins whose pages may call; {@code *} for all; empty: see {@link Exposure}
 * @param hstsMaxAge how long browsers that came by TLS keep to it; 0: they are not told
 * @param rootMessage what {@code GET /} says
 * @param requireIfMatch true: changes and deletions without {@code If-Match} are answered 428
 * @param access who may do what, as {@link AccessSettings} has it
 * @param adminPassword of the first administrator, {@code admin}; asked for only while there is none
 */
@ConfigurationProperties(prefix = "stockroom", ignoreUnknownFields = false)
record StockroomSettings(
        @DefaultValue("./data") Path dataDir,
        @DefaultValue("true") boolean migrateOnStart,
        @DefaultValue("10m") Duration migrateWait,
        @Nullable Duration shutdownGrace,
        @Nullable String publicUrl,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("x-forwarded") Proxies.Headers proxyHeaders,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue List<String> corsOrigins,
        @DefaultValue("365d") Duration hstsMaxAge,
        @DefaultValue("Stockroom") String rootMessage,
        @DefaultValue("false") boolean requireIfMatch,
        @Nullable String adminPassword,
        @DefaultValue Rate rate,
        @DefaultValue Map<String, String> access,
        @DefaultValue Jwt jwt,
        @DefaultValue ExternalIssuer oidc,
        @DefaultValue AccountSettings.Token token,
        @DefaultValue AccountSettings.SignIn signIn,
        @DefaultValue AccountSettings.SignUp signUp,
        @DefaultValue AccountSettings.Passwords password,
        @DefaultValue AccountSettings.ApiKeys apiKeys,
        @DefaultValue Idempotency idempotency,
        @DefaultValue Query query,
        @DefaultValue Lists list,
        @DefaultValue Metrics metrics,
        @DefaultValue Console console,
        @DefaultValue RequestSettings request,
        @DefaultValue ResponseSettings response,
        @DefaultValue Database database,
        @DefaultValue RecordSettings record,
        @DefaultValue CredentialSettings credentials) {

    /**
     * @param required true: a POST that creates without {@code Idempotency-Key} is answered 400
     * @param anonymousScope which callers without an account share keys
     */
    record Idempotency(
            @DefaultValue("false") boolean required,
            @DefaultValue("by-key") AnonymousKeys anonymousScope) {}

    /**
     * @param unknown what becomes of unknown query parameters
     */
    record Query(@DefaultValue("reject") UnknownParameters unknown) {}

    enum UnknownParameters {
        REJECT,
        IGNORE
    }

    /**
     * @param maxRows the most rows of a list without {@code limit}; 0 for all
     */
    record Lists(@DefaultValue("0") int maxRows) {

        Lists {
            if (maxRows < 0) {
                throw new SettingException("stockroom.list.max-rows must be 0 or more, not " + maxRows + ".");
            }
        }
    }

    /**
     * @param networks addresses or CIDR blocks of monitoring that reads the metrics without signing in; empty: none
     */
    record Metrics(@DefaultValue({"127.0.0.0/8", "::1"}) List<String> networks) {}

    /**
     * @param enabled false: {@code /console} answers 404
     */
    record Console(@DefaultValue("true") boolean enabled) {}

    /**
     * @param requestsPerSecond how many requests one client address may make; 0 for any number
     */
    record Rate(@DefaultValue("0") int requestsPerSecond) {

        Rate {
            if (requestsPerSecond < 0) {
                throw new SettingException(
                        "stockroom.rate.requests-per-second must be 0 or more, not " + requestsPerSecond + ".");
            }
        }
    }

    /**
     * The keys that sign tokens. A private key comes before a secret; the previous ones only verify, until the last
     * token that they signed has expired.
     *
     * @param secret for HS256, 32 bytes or more
     * @param privateKey for ES256: PEM, PKCS #8, on the curve P-256
     * @param issuer the URL of this service, if others are to check tokens; the public URL by default
     */
    record Jwt(
            @Nullable String secret,
            @Nullable String previousSecret,
            @Nullable String privateKey,
            @Nullable String previousPrivateKey,
            @Nullable String issuer,
            @DefaultValue("stockroom") String audience) {

        /** Without keys: settings may end up in a log. */
        @Override
        public String toString() {
            return "tokens for " + audience;
        }
    }

    /**
     * @param host set: PostgreSQL there, as {@link PostgresHosts} has it; not set: the embedded database
     * @param auth how to log in
     * @param sslMode how the connection is protected, in PostgreSQL's words
     * @param sslRootCert PEM file with the certificates of those to trust
     * @param appUser {@code migrate} makes this role, for the service to log in as; none: it uses the owner's
     * @param pooler what stands between the service and the server
     * @param poolSize connections, 1 to 1,000
     * @param reader a replica that serves reads of records
     * @param longWork how many of them searches, counts, whole lists and exports may take
     */
    record Database(
            @Nullable String host,
            @DefaultValue("5432") int port,
            @DefaultValue("stockroom") String name,
            @DefaultValue("stockroom") String user,
            @Nullable String password,
            @DefaultValue("password") Auth auth,
            @DefaultValue("prefer") Tls.Mode sslMode,
            @Nullable String sslRootCert,
            @Nullable String appUser,
            @DefaultValue("none") Pooler pooler,
            @DefaultValue("10") int poolSize,
            @DefaultValue ReaderSettings reader,
            @DefaultValue LongWorkSettings longWork) {

        enum Auth {
            PASSWORD,
            /** A token of AWS, signed with the credentials of the task. */
            IAM
        }

        Database {
            if (port < 1 || port > 65_535) {
                throw new SettingException("DB_PORT must be 1 to 65535, not " + port + ".");
            }
            if (host != null && !host.isBlank()) {
                checkHosts(host, port, auth);
            }
            sslRootCert = sslRootCert == null || sslRootCert.isBlank() ? null : sslRootCert;
            appUser = appUser == null || appUser.isBlank() ? null : appUser;
            if (auth == Auth.IAM && !sslMode.isAlwaysEncrypted()) {
                throw new SettingException("DB_AUTH=iam needs DB_SSLMODE=require, verify-ca or verify-full.");
            }
            if (sslRootCert != null && !Files.isReadable(Path.of(sslRootCert))) {
                throw new SettingException("DB_SSLROOTCERT cannot be read: " + sslRootCert + ".");
            }
            if (appUser != null && !appUser.matches(AppRole.NAME)) {
                throw new SettingException(
                        "DB_APP_USER is lower-case letters, digits and underscores, not " + appUser + ".");
            }
            if (reader.host() != null && (host == null || host.isBlank())) {
                throw new SettingException("DB_READER_HOST needs DB_HOST, the server that takes the writes.");
            }
            if (poolSize < 1 || poolSize > 1_000) {
                throw new SettingException("stockroom.database.pool-size must be 1 to 1000, not " + poolSize + ".");
            }
            if (poolSize > 1 && longWork.connections() >= poolSize) {
                throw new SettingException("stockroom.database.long-work.connections must be below pool-size, which is "
                        + poolSize + ", not " + longWork.connections() + ".");
            }
            if (poolSize > 1 && longWork.bulkConnections() >= poolSize) {
                throw new SettingException(
                        "stockroom.database.long-work.bulk-connections must be below pool-size, which is " + poolSize
                                + ", not " + longWork.bulkConnections() + ".");
            }
        }

        private static void checkHosts(String host, int port, Auth auth) {
            try {
                PostgresHosts hosts = PostgresHosts.parse(host, port);
                if (auth == Auth.IAM && hosts.authorities().size() > 1) {
                    throw new SettingException(
                            "DB_AUTH=iam takes one host, as a token is for one, not DB_HOST=" + host + ".");
                }
            } catch (IllegalArgumentException e) {
                throw new SettingException(
                        "DB_HOST must look like db.example or db1,db2:5433,[2001:db8::1]:5432, not " + host + ".");
            }
        }

        Tls tls() {
            return new Tls(sslMode, sslRootCert == null ? null : Path.of(sslRootCert));
        }

        boolean isExternal() {
            return host != null && !host.isBlank();
        }

        /** Without the password: settings may end up in a log. */
        @Override
        public String toString() {
            return isExternal() ? user + "@" + host + ":" + port + "/" + name : "embedded";
        }
    }

    StockroomSettings {
        if (publicUrl != null
                && !publicUrl.isBlank()
                && !publicUrl.matches("https?://[^/\\s?#]+(/[^\\s?#]*[^/\\s?#])?/?")) {
            throw new SettingException(
                    "stockroom.public-url must look like https://shop.example, not " + publicUrl + ".");
        }
        requireNotNegative("migrate-wait", migrateWait);
        requireNotNegative("shutdown-grace", shutdownGrace);
        requireNotNegative("hsts-max-age", hstsMaxAge);
        AccessSettings.policy(access);
        publicUrl = publicUrl == null || publicUrl.isBlank() ? null : publicUrl.replaceAll("/$", "");
    }

    private static void requireNotNegative(String name, @Nullable Duration time) {
        if (time != null && time.isNegative()) {
            throw new SettingException("stockroom." + name + " must be 0 or more.");
        }
    }

    /** The settings of HTTP. */
    RestSettings rest(Exposure exposure) {
        return new RestSettings(
                publicUrl,
                trustedProxies,
                exposure.corsOrigins(),
                rootMessage,
                query.unknown() == UnknownParameters.IGNORE,
                requireIfMatch,
                idempotency.required(),
                list.maxRows(),
                record.limits(),
                credentials.maxBytes());
    }

    /** Without the password: settings may end up in a log. */
    @Override
    public String toString() {
        return "settings for " + database;
    }

    /**
     * Reads the settings ahead of everything else, so that a wrong one stops the start before a server is half up.
     *
     * @throws RuntimeException that {@link StartupFailureReporter} understands
     */
    static void check(ConfigurableEnvironment environment) {
        Binder.get(environment).bind("server.port", Integer.class);
        if (Binder.get(environment).bind("server.http2.enabled", Boolean.class).orElse(false)) {
            throw new SettingException(
                    "server.http2.enabled must be false: the bounds on connections hold for HTTP/1.1; a proxy can offer HTTP/2.");
        }
        InetAddress address = Binder.get(environment)
                .bind("server.address", InetAddress.class)
                .orElse(null);
        StockroomSettings settings = Binder.get(environment)
                .bindOrCreate(
                        "stockroom",
                        Bindable.of(StockroomSettings.class),
                        new NoUnboundElementsBindHandler(
                                new IgnoreTopLevelConverterNotFoundBindHandler(), new UnboundElementsSourceFilter()));
        Proxies proxies = checked(
                "trusted-proxies",
                settings.trustedProxies(),
                () -> new Proxies(settings.rest(Exposure.of(settings, address))));
        checked(
                "metrics.networks",
                settings.metrics().networks(),
                () -> new MetricsNetworks(settings.metrics().networks(), proxies));
    }

    private static <T> T checked(String name, List<String> addresses, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "stockroom." + name + " takes addresses and CIDR blocks, not " + String.join(",", addresses) + ".");
        }
    }
}
