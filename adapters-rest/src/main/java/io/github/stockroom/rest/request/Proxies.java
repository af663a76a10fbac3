package io.github.stockroom.rest.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.util.InetAddressSet;
import org.jspecify.annotations.Nullable;

/**
 * Determines the client and the public URL of requests, as seen from outside. Header fields of proxies count only when
 * the peer is a trusted proxy: any client can send them. Immutable and thread-safe.
 */
public final class Proxies {

    /** The header fields that trusted proxies write. A proxy passes on the other ones as its client sent them. */
    public enum Headers {
        /**
         * {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}; {@code Forwarded} where a request has none of
         * them.
         */
        X_FORWARDED,
        /** {@code Forwarded} (RFC 7239) alone. */
        FORWARDED
    }

    private static final String FORWARDED = "Forwarded";
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_HOST = "X-Forwarded-Host";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

    /**
     * Parts of the names of fields by which proxies tell where a request came from, such as {@code X-Forwarded-Port},
     * {@code CF-Connecting-IP}, {@code True-Client-IP} and {@code X-Azure-ClientIP}.
     */
    private static final List<String> TRACES =
            List.of("forwarded", "connecting-ip", "client-ip", "clientip", "real-ip", "envoy-external-address");

    /** Fields that proxies of any kind add to a request. */
    private static final Set<String> SIGNATURES = Set.of("via", "cdn-loop");

    /** The outermost trusted proxy's client, and what that client asked for as far as proxies tell. */
    private record Origin(
            String client, @Nullable String proto, @Nullable String host) {}

    /** The client, and how many proxies from here its connection ends at; 0 when they do not tell. */
    private record Client(String address, int hops) {}

    private final InetAddressSet trusted = new InetAddressSet();
    private final @Nullable String publicUrl;
    private final Headers headers;

    /** @throws IllegalArgumentException when a trusted proxy is not an address, range or CIDR block */
    public Proxies(RestSettings settings) {
        this(settings, Headers.X_FORWARDED);
    }

    /** @throws IllegalArgumentException when a trusted proxy is not an address, range or CIDR block */
    public Proxies(RestSettings settings, Headers headers) {
        settings.trustedProxies().forEach(trusted::add);
        this.publicUrl = settings.publicUrl();
        this.headers = headers;
    }

    /** Scheme and authority under which the client reached the service, without a slash at the end. */
    public String baseUrl(HttpServletRequest request) {
        if (publicUrl != null) {
            return publicUrl;
        }
        Origin origin = origin(request);
        String scheme = scheme(origin);
        return (scheme == null ? request.getScheme() : scheme) + "://" + authority(request, origin);
    }

    /** The host that the client asked for, without a port; may be malformed where no trusted proxy tells it. */
    public String host(HttpServletRequest request) {
        if (trusted.isEmpty()) {
            return request.getServerName(); // each look at the peer would write its address as text
        }
        String forwarded = origin(request).host();
        return forwarded != null && Authority.isValid(forwarded) ? Authority.host(forwarded) : request.getServerName();
    }

    /**
     * Returns true if the client used TLS, as far as the service can know: by its own connection, trusted proxies or
     * the public URL.
     */
    public boolean isSecure(HttpServletRequest request) {
        return trusted.isEmpty()
                ? isSecure(request.isSecure())
                : isSecure(request.isSecure(), request.getRemoteAddr(), lines(request));
    }

    /**
     * The same for a request that no servlet has seen yet.
     *
     * @param secure true: the connection to this service is encrypted
     * @param peer the address that the connection comes from
     * @param lines the lines of a header field, by its name
     */
    public boolean isSecure(boolean secure, String peer, Function<String, List<String>> lines) {
        String scheme = isTrusted(peer) ? scheme(origin(peer, lines)) : null;
        if (scheme != null) {
            return scheme.equals("https");
        }
        return isSecure(secure);
    }

    private boolean isSecure(boolean secure) {
        return secure || publicUrl != null && publicUrl.startsWith("https:");
    }

    /** The address of the client: the last one on the way here that is not a trusted proxy. */
    public String clientAddress(HttpServletRequest request) {
        return trusted.isEmpty() ? request.getRemoteAddr() : origin(request).client();
    }

    /**
     * The same for a request that no servlet has seen yet.
     *
     * @param peer the address that the connection comes from
     * @param lines the lines of a header field, by its name
     */
    public String clientAddress(String peer, Function<String, List<String>> lines) {
        return isTrusted(peer) ? origin(peer, lines).client() : peer;
    }

    /**
     * The address of the client if it is certain: the peer's if no proxy left a trace in the request, otherwise the one
     * that trusted proxies name. Empty when a proxy that is not trusted forwarded the request, and when the trusted
     * ones do not name their client.
     */
    public Optional<InetAddress> certainClient(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        if (Collections.list(request.getHeaderNames()).stream().noneMatch(Proxies::isTrace)) {
            return Optional.ofNullable(NetworkAddress.parse(peer));
        }
        return Optional.of(origin(request).client())
                .filter(client -> isTrusted(peer) && !isTrusted(client))
                .map(NetworkAddress::parse);
    }

    private static boolean isTrace(String field) {
        String name = field.toLowerCase(Locale.ROOT);
        return SIGNATURES.contains(name) || TRACES.stream().anyMatch(name::contains);
    }

    private Origin origin(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        return isTrusted(peer) ? origin(peer, lines(request)) : new Origin(peer, null, null);
    }

    /** @param peer a trusted proxy */
    private Origin origin(String peer, Function<String, List<String>> lines) {
        if (headers == Headers.X_FORWARDED) {
            List<String> addresses = lines.apply(FORWARDED_FOR);
            List<String> protos = lines.apply(FORWARDED_PROTO);
            List<String> hosts = lines.apply(FORWARDED_HOST);
            if (!addresses.isEmpty() || !protos.isEmpty() || !hosts.isEmpty()) {
                Client client = client(peer, addresses);
                int place = client.hops() == 0 ? Integer.MAX_VALUE : client.hops();
                return new Origin(
                        client.address(), ListFromRight.element(protos, place), ListFromRight.element(hosts, place));
            }
        }
        return forwarded(peer, lines.apply(FORWARDED));
    }

    private Client client(String peer, List<String> addresses) {
        String client = peer;
        int hops = 0;
        var nodes = new ListFromRight(addresses);
        for (boolean trusts = true; trusts && nodes.hasNext(); hops++) {
            InetAddress address = NetworkAddress.parse(nodes.next());
            client = address == null ? client : NetworkAddress.text(address);
            trusts = address != null && trusted.test(address);
        }
        return new Client(client, hops);
    }

    /**
     * Reads the elements that trusted proxies wrote: from the right, up to the first for an address that is not
     * trusted.
     */
    private Origin forwarded(String peer, List<String> lines) {
        String client = peer;
        String proto = null;
        String host = null;
        for (int i = lines.size() - 1; i >= 0; i--) {
            List<ForwardedHeader.Element> elements = ForwardedHeader.elements(lines.get(i));
            for (int j = elements.size() - 1; j >= 0; j--) {
                ForwardedHeader.Element element = elements.get(j);
                proto = element.proto() == null ? proto : element.proto();
                host = element.host() == null ? host : element.host();
                String node = element.node();
                InetAddress address = node == null ? null : NetworkAddress.parse(node);
                client = address == null ? client : NetworkAddress.text(address);
                if (address == null || !trusted.test(address)) {
                    return new Origin(client, proto, host);
                }
            }
            if (elements.isEmpty()) {
                break; // malformed: what stands further left cannot be told apart from it
            }
        }
        return new Origin(client, proto, host);
    }

    private static String authority(HttpServletRequest request, Origin origin) {
        String host = origin.host();
        if (host != null && Authority.isValid(host)) {
            return host;
        }
        int port = request.getServerPort();
        int usual = "https".equals(request.getScheme()) ? 443 : 80;
        return port == usual || port <= 0 ? request.getServerName() : request.getServerName() + ":" + port;
    }

    private static @Nullable String scheme(Origin origin) {
        String proto = origin.proto() == null ? "" : origin.proto().toLowerCase(Locale.ROOT);
        return proto.equals("http") || proto.equals("https") ? proto : null;
    }

    private boolean isTrusted(String peer) {
        if (trusted.isEmpty()) {
            return false;
        }
        InetAddress address = NetworkAddress.parse(peer);
        return address != null && trusted.test(address);
    }

    private static Function<String, List<String>> lines(HttpServletRequest request) {
        return name -> Collections.list(request.getHeaders(name));
    }
}
