package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.filter.HostFilter;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The exposure of the service: on which interfaces it listens, under which names it answers, and to pages of which
 * origins. With the embedded database and no word of an operator it serves its own machine: writes are open by default,
 * and any web page could send some through the browser of a developer who runs it.
 *
 * @param loopbackOnly true: listens on the loopback interface alone
 * @param hosts names under which it answers, as {@link HostFilter} takes them
 * @param corsOrigins origins whose pages may call
 */
record Exposure(boolean loopbackOnly, Set<String> hosts, List<String> corsOrigins) {

    private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final List<String> LOCAL_ORIGINS = LOCAL_HOSTS.stream()
            .flatMap(host -> Stream.of("http://" + host + ":*", "https://" + host + ":*"))
            .toList();

    Exposure {
        hosts = Set.copyOf(hosts);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /**
     * @param serverAddress the interface that the operator chose; null when there is no such choice
     * @throws SettingException when an allowed host is not one
     */
    static Exposure of(StockroomSettings settings, @Nullable InetAddress serverAddress) {
        boolean isUnsaid = settings.allowedHosts().isEmpty()
                && settings.publicUrl() == null
                && !settings.database().isExternal();
        boolean isLocal = isUnsaid && (serverAddress == null || serverAddress.isLoopbackAddress());
        Set<String> unnamed = isLocal ? LOCAL_HOSTS : Set.of(HostFilter.ANY);
        Set<String> hosts = settings.allowedHosts().isEmpty() ? unnamed : named(settings.allowedHosts());
        List<String> origins = settings.corsOrigins();
        if (origins.isEmpty()) {
            origins = LOCAL_HOSTS.containsAll(hosts) ? LOCAL_ORIGINS : List.of("*");
        }
        return new Exposure(isUnsaid && serverAddress == null, hosts, origins);
    }

    private static Set<String> named(List<String> hosts) {
        try {
            return hosts.stream().map(HostFilter::normalized).collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new SettingException("stockroom.allowed-hosts takes * or host names without scheme and port, not "
                    + String.join(",", hosts) + ".");
        }
    }
}
