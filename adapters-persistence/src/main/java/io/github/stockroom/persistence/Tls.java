package io.github.stockroom.persistence;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The protection of connections to PostgreSQL.
 *
 * @param rootCertificate PEM file with whom to trust; null: what PostgreSQL's tools use, {@code ~/.postgresql/root.crt}
 */
public record Tls(Mode mode, @Nullable Path rootCertificate) {

    /** The default of the driver. */
    public static final Tls PREFERRED = new Tls(Mode.PREFER, null);

    /** PostgreSQL's own words for it. */
    public enum Mode {
        DISABLE,
        ALLOW,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL;

        /** Returns true if nothing, not even a password, is ever sent in clear. */
        public boolean isAlwaysEncrypted() {
            return compareTo(REQUIRE) >= 0;
        }
    }

    String parameters() {
        String mode = "&sslmode=" + this.mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return rootCertificate == null
                ? mode
                : mode + "&sslrootcert=" + URLEncoder.encode(rootCertificate.toString(), StandardCharsets.UTF_8);
    }
}
