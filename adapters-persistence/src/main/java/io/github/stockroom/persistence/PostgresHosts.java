package io.github.stockroom.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The servers of one PostgreSQL cluster, one of which takes writes: {@code db1,db2:5433,[2001:db8::1]:5432}. Immutable.
 *
 * @param authorities each a host and a port, as in a URL
 */
public record PostgresHosts(List<String> authorities) {

    /** A name or an IPv4 address, or an IPv6 address in brackets; then perhaps a port. */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?])(?::([0-9]{1,5}))?");

    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    public PostgresHosts {
        authorities = List.copyOf(authorities);
    }

    /**
     * Reads a comma-separated list.
     *
     * @param port of those that name none
     * @throws IllegalArgumentException when one of them is no host, or its port is not 1 to 65535
     */
    public static PostgresHosts parse(String text, int port) {
        List<String> authorities = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String host = part.strip();
            Matcher parts = HOST.matcher(BARE_IPV6.matcher(host).matches() ? "[" + host + "]" : host);
            if (!parts.matches()) {
                throw new IllegalArgumentException("not a host: " + part);
            }
            int own = parts.group(2) == null ? port : Integer.parseInt(parts.group(2));
            if (own < 1 || own > 65_535) {
                throw new IllegalArgumentException("not a port: " + own);
            }
            authorities.add(parts.group(1) + ":" + own);
        }
        return new PostgresHosts(authorities);
    }

    /** As a JDBC URL has them. */
    @Override
    public String toString() {
        return String.join(",", authorities);
    }
}
