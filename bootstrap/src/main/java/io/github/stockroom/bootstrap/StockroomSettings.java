package io.github.stockroom.bootstrap;

import io.github.stockroom.persistence.Tls;
import io.github.stockroom.persistence.schema.AppRole;
import io.github.stockroom.rest.http.Proxies;
import io.github.stockroom.rest.http.RestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * Everything under {@code stockroom.*}; each property can be given as an environment variable too ({@code
 * stockroom.data-dir} as {@code STOCKROOM_DATA_DIR}). A name that is not here, or a value that cannot be, stops the start.
 *
 * @param dataDir where the embedded database keeps its files; made if it is not there
 * @param migrateOnStart false: start only on a schema that {@code migrate} brought up to date
 * @param publicUrl scheme, authority and prefix that clients use, for absolute links; none: taken from each request
 * @param trustedProxies addresses or CIDR blocks whose {@code X-Forwarded-*} is believed; none by default
 * @param corsOrigins origins whose pages may call; {@code *} for all
 * @param rootMessage what {@code GET /} says
 * @param requireIfMatch true: changes and deletions without {@code If-Match} are answered 428
 */
@ConfigurationProperties(prefix = "stockroom", ignoreUnknownFields = false)
record StockroomSettings(
        @DefaultValue("./data") Path dataDir,
        @DefaultValue("true") boolean migrateOnStart,
        @Nullable String publicUrl,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("*") List<String> corsOrigins,
        @DefaultValue("Stockroom") String rootMessage,
        @DefaultValue("false") boolean requireIfMatch,
        @DefaultValue Query query,
        @DefaultValue Lists list,
        @DefaultValue Database database) {

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
     * @param host set: PostgreSQL there; not set: the embedded database
     * @param auth how to log in
     * @param sslMode how the connection is protected, in PostgreSQL's words
     * @param sslRootCert PEM file with the certificates of those to trust
     * @param appUser {@code migrate} makes this role, for the service to log in as; none: it uses the owner's
     * @param poolSize connections, 1 to 1,000
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
            @DefaultValue("10") int poolSize) {

        enum Auth {
            PASSWORD,
            /** A token of AWS, signed with the credentials of the task. */
            IAM
        }

        Database {
            if (port < 1 || port > 65_535) {
                throw new SettingException("DB_PORT must be 1 to 65535, not " + port + ".");
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
            if (poolSize < 1 || poolSize > 1_000) {
                throw new SettingException("stockroom.database.pool-size must be 1 to 1000, not " + poolSize + ".");
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
        publicUrl = publicUrl == null || publicUrl.isBlank() ? null : publicUrl.replaceAll("/$", "");
    }

    /** What concerns the wire. */
    RestSettings rest() {
        return new RestSettings(
                publicUrl,
                trustedProxies,
                corsOrigins,
                rootMessage,
                query.unknown() == UnknownParameters.IGNORE,
                requireIfMatch,
                list.maxRows());
    }

    /**
     * Reads the settings ahead of everything else, so that a wrong one stops the start before a server is half up.
     *
     * @throws RuntimeException that {@link StartupFailureReporter} understands
     */
    static void check(ConfigurableEnvironment environment) {
        Binder.get(environment).bind("server.port", Integer.class);
        StockroomSettings settings = Binder.get(environment)
                .bindOrCreate(
                        "stockroom",
                        Bindable.of(StockroomSettings.class),
                        new NoUnboundElementsBindHandler(
                                new IgnoreTopLevelConverterNotFoundBindHandler(), new UnboundElementsSourceFilter()));
        try {
            new Proxies(settings.rest());
        } catch (IllegalArgumentException e) {
            throw new SettingException("stockroom.trusted-proxies takes addresses and CIDR blocks, not "
                    + String.join(",", settings.trustedProxies()) + ".");
        }
    }
}
