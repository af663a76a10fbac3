package io.github.stockroom.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;
import org.jspecify.annotations.Nullable;

/**
 * Where requests come from and go to, as the outside sees it. {@code X-Forwarded-*} counts only when the peer is a trusted
 * proxy: anybody can send those header fields.
 */
public final class Proxies {

    private static final Pattern IP_LITERAL = Pattern.compile("[0-9a-fA-F:.]+");
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._~\\[\\]:-]{1,255}");

    private final InetAddressSet trusted = new InetAddressSet();
    private final @Nullable String publicUrl;

    /** @throws IllegalArgumentException when a trusted proxy is not an address, range or CIDR block */
    public Proxies(RestSettings settings) {
        settings.trustedProxies().forEach(trusted::add);
        publicUrl = settings.publicUrl();
    }

    /** Scheme and authority under which the client reached the service, without a slash at the end. */
    public String baseUrl(HttpServletRequest request) {
        if (publicUrl != null) {
            return publicUrl;
        }
        String scheme = request.getScheme();
        String authority = authority(request);
        if (!trusted.isEmpty() && isTrusted(request.getRemoteAddr())) {
            String proto = first(request.getHeader("X-Forwarded-Proto"));
            if ("http".equals(proto) || "https".equals(proto)) {
                scheme = proto;
            }
            String host = first(request.getHeader("X-Forwarded-Host"));
            if (host != null && AUTHORITY.matcher(host).matches()) {
                authority = host;
            }
        }
        return scheme + "://" + authority;
    }

    /** The address of the client: the last one on the way here that is not a trusted proxy. */
    public String clientAddress(HttpServletRequest request) {
        return clientAddress(request.getRemoteAddr(), request.getHeader("X-Forwarded-For"));
    }

    /**
     * The same for a request that no servlet has seen yet.
     *
     * @param peer the address that the connection comes from
     * @param forwarded what {@code X-Forwarded-For} says; null when it is not there
     */
    public String clientAddress(String peer, @Nullable String forwarded) {
        if (forwarded == null || trusted.isEmpty()) {
            return peer;
        }
        String address = peer;
        List<String> hops = List.of(forwarded.split(","));
        for (int i = hops.size() - 1; i >= 0 && isTrusted(address); i--) {
            String hop = hops.get(i).trim();
            if (parse(hop) == null) {
                break;
            }
            address = hop;
        }
        return address;
    }

    private static String authority(HttpServletRequest request) {
        int port = request.getServerPort();
        int usual = "https".equals(request.getScheme()) ? 443 : 80;
        return port == usual || port <= 0 ? request.getServerName() : request.getServerName() + ":" + port;
    }

    private boolean isTrusted(String address) {
        InetAddress parsed = parse(address);
        return parsed != null && trusted.test(parsed);
    }

    private static @Nullable String first(@Nullable String list) {
        return list == null ? null : list.split(",", 2)[0].trim();
    }

    private static @Nullable InetAddress parse(String address) {
        String literal =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        if (!IP_LITERAL.matcher(literal).matches()) {
            return null; // a name would be looked up
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
