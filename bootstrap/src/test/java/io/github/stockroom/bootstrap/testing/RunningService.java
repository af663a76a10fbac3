package io.github.stockroom.bootstrap.testing;

import io.github.stockroom.bootstrap.StockroomApplication;
import io.github.stockroom.domain.access.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The real service in this JVM, on a free port and a database of its own. Its administrator is {@code admin}. Open to
 * all hosts, as deployments are, unless a property says otherwise; {@code stockroom.allowed-hosts=} for the default.
 */
public final class RunningService implements AutoCloseable {

    private static final Path BUILD = Path.of("target");
    private static final Map<DatabaseKind, RunningService> SHARED = new ConcurrentHashMap<>();

    private final ConfigurableApplicationContext context;
    private final OwnDatabase database;
    private final int port;
    private final Http http;

    private RunningService(OwnDatabase database, String... properties) {
        System.setProperty("LOG_DIR", BUILD.resolve("test-logs").toString());
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.port", "0");
        settings.put("server.shutdown", "immediate");
        settings.put("stockroom.shutdown-grace", "0s");
        settings.put("logging.level.io.github.stockroom.http", "info");
        settings.put("stockroom.allowed-hosts", "*");
        // All tests are one client; those of the limits set them.
        settings.put("stockroom.sign-in.names-per-address", "0");
        settings.put("stockroom.sign-up.accounts-per-address", "0");
        settings.put("stockroom.token.refused-refreshes-per-address", "0");
        settings.put("stockroom.jwt.secret", Tokens.SECRET);
        settings.put("stockroom.admin-password", Tokens.ADMIN_PASSWORD);
        settings.put("stockroom.access." + SampleRecords.code() + ".write", "anonymous");
        settings.putAll(database.settings());
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        this.database = database;
        context = new SpringApplicationBuilder(StockroomApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        http = new Http("http://localhost:" + port);
    }

    /** The one that lasts as long as this JVM. Writes to all records are open. */
    static RunningService shared(DatabaseKind database) {
        String[] open = Stream.of(Resource.values())
                .filter(Resource::isRecords)
                .map(resource -> "stockroom.access." + resource.code() + ".write=anonymous")
                .toArray(String[]::new);
        return SHARED.computeIfAbsent(database, kind -> start(kind, open));
    }

    /** A new one; the caller closes it. */
    public static RunningService start(DatabaseKind database) {
        return start(database, new String[0]);
    }

    /** @param properties each as {@code name=value} */
    public static RunningService start(DatabaseKind database, String... properties) {
        return start(database.create(), properties);
    }

    /** On this database, which is closed with the service. */
    public static RunningService start(OwnDatabase database, String... properties) {
        return new RunningService(database, properties);
    }

    public int port() {
        return port;
    }

    public Http http() {
        return http;
    }

    /** Its connections, for tests that put many records there, or take the connections away. */
    public DataSource database() {
        return context.getBean(DataSource.class);
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    static void closeShared() {
        SHARED.values().forEach(RunningService::close);
        SHARED.clear();
    }

    /** A new directory that lasts until the next clean build. */
    public static Path newDirectory(String prefix) {
        try {
            return Files.createTempDirectory(Files.createDirectories(BUILD), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
