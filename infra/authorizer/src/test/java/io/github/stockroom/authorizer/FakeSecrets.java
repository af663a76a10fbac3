package io.github.stockroom.authorizer;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Secrets Manager and Lambda's credentials, as far as the function asks them. */
final class FakeSecrets implements AutoCloseable {

    static final String ARN = "arn:aws:secretsmanager:xx-test-1:000000000000:secret:stockroom/jwt-AbCdEf";

    private final HttpServer server;
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private volatile String secret;
    private volatile int status = 200;

    /** @param secret and previous one, as the service has them */
    FakeSecrets(String secret, String previousSecret) {
        change(secret, previousSecret);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            note(exchange);
            answer(exchange, status, Map.of("ARN", ARN, "SecretString", this.secret));
        });
        server.createContext("/credentials", exchange -> {
            note(exchange);
            answer(exchange, 200, Map.of("AccessKeyId", "RESTORED", "SecretAccessKey", "s", "Token", "restored-token"));
        });
        server.start();
    }

    void change(String newSecret, String previousSecret) {
        secret = JSONObjectUtils.toJSONString(Map.of("secret", newSecret, "previousSecret", previousSecret));
    }

    void fail() {
        status = 503;
    }

    /** Header fields in lower case, and {@code :path} and {@code :body}. */
    List<Map<String, String>> requests() {
        return requests;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, String> environment(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "STOCKROOM_JWT_SECRET_ARN", ARN,
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", address(),
                "AWS_ACCESS_KEY_ID", "FROM_ENVIRONMENT",
                "AWS_SECRET_ACCESS_KEY", "s",
                "AWS_SESSION_TOKEN", "environment-token"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private void note(HttpExchange exchange) throws IOException {
        Map<String, String> request = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        field -> field.getKey().toLowerCase(java.util.Locale.ROOT),
                        field -> field.getValue().get(0)));
        request.put(":path", exchange.getRequestURI().getPath());
        request.put(":body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = JSONObjectUtils.toJSONString(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
