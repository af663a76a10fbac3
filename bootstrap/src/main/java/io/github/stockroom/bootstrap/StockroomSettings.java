package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.http.Proxies;
import io.github.stockroom.rest.http.RestSettings;
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
     * @param poolSize connections, 1 to 1,000
     */
    record Database(
            @Nullable String host,
            @DefaultValue("5432") int port,
            @DefaultValue("stockroom") String name,
            @DefaultValue("stockroom") String user,
            @Nullable String password,
            @DefaultValue("10") int poolSize) {

        Database {
            if (port < 1 || port > 65_535) {
                throw new SettingException("DB_PORT must be 1 to 65535, not " + port + ".");
            }
            if (poolSize < 1 || poolSize > 1_000) {
                throw new SettingException("stockroom.database.pool-size must be 1 to 1000, not " + poolSize + ".");
            }
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
