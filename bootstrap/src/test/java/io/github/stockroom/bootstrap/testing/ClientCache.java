package io.github.stockroom.bootstrap.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import okhttp3.Cache;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.cache.CacheResponseStatus;
import org.apache.hc.client5.http.cache.HttpCacheContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.cache.CacheConfig;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * A client with an empty cache of its own. Its responses have a field {@code X-Cache}: {@code HIT} if the service was
 * not asked, {@code REVALIDATED} if it answered 304, otherwise {@code MISS}.
 */
public interface ClientCache extends AutoCloseable {

    /** The caches that Java clients have. */
    enum Kind {
        OKHTTP,
        APACHE_PRIVATE,
        APACHE_SHARED;

        /** @param base without a slash at the end */
        public ClientCache to(String base) {
            return this == OKHTTP ? okHttp(base) : apache(base, this == APACHE_SHARED);
        }
    }

    /** @param headers as {@code "Name: value"} */
    Reply get(String target, String... headers);

    @Override
    void close();

    private static ClientCache okHttp(String base) {
        var cache = new Cache(RunningService.newDirectory("okhttp-").toFile(), 10_000_000);
        OkHttpClient client = new OkHttpClient.Builder().cache(cache).build();
        return new ClientCache() {
            @Override
            public Reply get(String target, String... headers) {
                var request = new Request.Builder().url(base + target);
                Arrays.stream(headers).map(ClientCache::pair).forEach(pair -> request.header(pair[0], pair[1]));
                try (Response response = client.newCall(request.build()).execute()) {
                    Response network = response.networkResponse();
                    boolean asked = network != null;
                    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                    fields.putAll(response.headers().toMultimap());
                    fields.put("X-Cache", List.of(state(asked, asked && network.code() == 304)));
                    return new Reply(
                            target, response.code(), "", fields, response.body().bytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() {
                client.connectionPool().evictAll();
                client.dispatcher().executorService().shutdown();
                try {
                    cache.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static ClientCache apache(String base, boolean shared) {
        CloseableHttpClient client = CachingHttpClients.custom()
                .setCacheConfig(CacheConfig.custom()
                        .setSharedCache(shared)
                        .setMaxObjectSize(1_000_000)
                        .build())
                .disableContentCompression() // each request says itself what it takes
                .build();
        return new ClientCache() {
            @Override
            public Reply get(String target, String... headers) {
                var request = new HttpGet(URI.create(base + target));
                Arrays.stream(headers).map(ClientCache::pair).forEach(pair -> request.addHeader(pair[0], pair[1]));
                HttpCacheContext context = HttpCacheContext.create();
                try {
                    return client.execute(request, context, response -> {
                        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                        for (Header header : response.getHeaders()) {
                            fields.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                                    .add(header.getValue());
                        }
                        CacheResponseStatus status = context.getCacheResponseStatus();
                        fields.put(
                                "X-Cache",
                                List.of(state(
                                        status != CacheResponseStatus.CACHE_HIT,
                                        status == CacheResponseStatus.VALIDATED)));
                        byte[] body = EntityUtils.toByteArray(response.getEntity());
                        return new Reply(
                                target, response.getCode(), "", fields, Objects.requireNonNullElse(body, new byte[0]));
                    });
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() {
                try {
                    client.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static String[] pair(String header) {
        return header.split(": ", 2);
    }

    private static String state(boolean asked, boolean notModified) {
        return notModified ? "REVALIDATED" : asked ? "MISS" : "HIT";
    }
}
