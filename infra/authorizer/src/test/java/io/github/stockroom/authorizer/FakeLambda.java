package io.github.stockroom.authorizer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * AWS's runtime interface client in a JVM of its own, with the jar and nothing else of ours; and the Runtime API that
 * it asks.
 */
final class FakeLambda implements AutoCloseable {

    private static final String API = "/2018-06-01/runtime/";
    private static final Path LOG = Path.of("target", "runtime.log");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Process runtime;

    FakeLambda(Path jar, String handler, Map<String, String> environment) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(API + "invocation/next", this::next);
        server.createContext(API, this::answered);
        server.start();
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jar + File.pathSeparator + runtimeClassPath(),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                handler);
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        "127.0.0.1:" + server.getAddress().getPort(),
                        "AWS_LAMBDA_INITIALIZATION_TYPE",
                        "on-demand",
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "authorizer",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "$LATEST",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "512",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "g",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "s"));
        runtime = builder.redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
    }

    /** The function's answer, or why there is none. */
    String invoke(String event) throws InterruptedException, IOException {
        events.add(event);
        String answer = answers.poll(30, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IllegalStateException("no answer, but: " + Files.readString(LOG));
        }
        return answer;
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "1");
            exchange.getResponseHeaders()
                    .set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 5_000));
            exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:x:1:function:a");
            // Its native part fails without one.
            exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=1-0-0;Parent=0;Sampled=0");
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
            exchange.close();
        } catch (InterruptedException e) {
            exchange.close(); // the test is over
        }
    }

    private void answered(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answers.add(exchange.getRequestURI().getPath().endsWith("/response") ? body : "error: " + body);
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    /** The environment that Lambda itself sets. */
    private static String runtimeClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*/(aws-lambda-java-|utils-lite-)[^/]*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() {
        runtime.destroyForcibly().onExit().join();
        server.stop(0);
        threads.shutdownNow();
    }
}
