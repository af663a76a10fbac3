package io.github.stockroom.persistence.legacy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way to the database of a replaced system.
 *
 * @param url of JDBC, without a password
 * @param user null if the database asks for none
 * @param password null if the database asks for none; never printed
 * @param driver a jar with the JDBC driver; null if it is on the class path, as that of PostgreSQL is
 */
public record LegacyAddress(
        String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable Path driver) {

    /** A parameter such as {@code password}, {@code sslpassword} or {@code trustStorePassword}. */
    private static final Pattern SECRET = Pattern.compile("(?i)[?&;,(:][^?&;,(:=]*(password|pwd)\\s*=");

    /** Values of parameters may have an at sign, and so may the path of a file. */
    private static final Pattern USER_INFO = Pattern.compile("jdbc:(?!sqlite:)([^?]*|[^=]*)@.*");

    /** @throws LegacyException if this is no URL of JDBC, or has a user or password, which other users could read */
    public LegacyAddress {
        if (!url.startsWith("jdbc:")) {
            throw new LegacyException("the URL must begin with jdbc:, such as jdbc:postgresql://localhost/movies");
        }
        if (SECRET.matcher(url).find() || USER_INFO.matcher(url).matches()) {
            throw new LegacyException("the URL has a password or user, which other users of this machine can read");
        }
    }

    @Override
    public String toString() {
        return url;
    }

    Connection connect() {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        if (url.startsWith("jdbc:sqlite:")) {
            requireFile();
            properties.setProperty("open_mode", "1"); // for reading alone
        }
        if (url.startsWith("jdbc:mysql:")) {
            properties.setProperty("useCursorFetch", "true"); // otherwise it holds whole tables in memory
        }
        try {
            Connection connection = driverFor().connect(url, properties);
            if (connection == null) {
                throw new LegacyException("the driver does not know the URL " + url);
            }
            return connection;
        } catch (SQLException e) {
            throw new LegacyException("the old database cannot be opened: " + e.getMessage(), e);
        }
    }

    /** The driver would make an empty database of a name that was misspelt. */
    private void requireFile() {
        String file = url.substring("jdbc:sqlite:".length())
                .replaceFirst("^file:", "")
                .replaceFirst("\\?.*", "");
        if (!Files.isReadable(Path.of(file))) {
            throw new LegacyException("there is no file " + file + " that may be read");
        }
    }

    private Driver driverFor() {
        try {
            return driver == null ? DriverManager.getDriver(url) : loaded(driver);
        } catch (SQLException e) {
            throw new LegacyException(
                    "there is no driver for " + url.replaceFirst("^(jdbc:[^:]+:).*", "$1")
                            + "; download it and name its jar with --driver" + hint(),
                    e);
        }
    }

    private String hint() {
        String kind = url.toLowerCase(Locale.ROOT);
        if (kind.startsWith("jdbc:sqlite:")) {
            return " (org.xerial:sqlite-jdbc of Maven Central)";
        }
        return kind.startsWith("jdbc:mariadb:") || kind.startsWith("jdbc:mysql:")
                ? " (org.mariadb.jdbc:mariadb-java-client of Maven Central, with jdbc:mariadb: also for MySQL)"
                : "";
    }

    /** The loader stays open as long as the process: the driver loads classes while it works. */
    private Driver loaded(Path jar) throws SQLException {
        if (!Files.isReadable(jar)) {
            throw new LegacyException("there is no file " + jar + " that may be read");
        }
        try {
            var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, LegacyAddress.class.getClassLoader());
            Optional<Driver> found = ServiceLoader.load(Driver.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(this::accepts)
                    .findFirst();
            return found.orElseThrow(() -> new SQLException("no driver in " + jar));
        } catch (IOException e) {
            throw new LegacyException("the driver " + jar + " cannot be read: " + e.getMessage(), e);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new LegacyException("the driver " + jar + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    private boolean accepts(Driver candidate) {
        try {
            return candidate.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }
}
