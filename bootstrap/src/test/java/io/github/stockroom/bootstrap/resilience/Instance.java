package io.github.stockroom.bootstrap.resilience;

import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The packaged jar on a port that it keeps when it is started again. */
final class Instance implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(30);

    private final int port = Ports.free();
    private final Path directory = RunningService.newDirectory("instance-");
    private final UnaryOperator<ServiceProcess.Builder> setUp;
    private ServiceProcess process;

    private Instance(UnaryOperator<ServiceProcess.Builder> setUp) {
        this.setUp = setUp;
        this.process = started();
    }

    /** @param setUp adds the database and other settings */
    static Instance with(UnaryOperator<ServiceProcess.Builder> setUp) {
        return new Instance(setUp);
    }

    /** On a database whose settings are these. */
    static Instance on(Map<String, String> settings) {
        return with(builder -> builder.on(new OwnDatabase(settings, () -> {})));
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Http http() {
        return new Http(url());
    }

    void kill() {
        process.kill();
    }

    /** Starts it again; returns when it serves. */
    void start() {
        process = started();
    }

    /** Ends it as platforms do (SIGTERM). */
    void stop() {
        process.terminate();
        process.awaitExit(STOP);
    }

    /** Returns the number of times that each product is stored, by a list of all. */
    Map<String, Long> names() {
        Map<String, Long> names = new HashMap<>();
        http().get("/api/items?fields=product").column("product").forEach(name -> names.merge(name, 1L, Long::sum));
        return names;
    }

    @Override
    public void close() {
        process.close();
    }

    private ServiceProcess started() {
        return setUp.apply(ServiceProcess.in(directory)
                        .port(port)
                        .with("STOCKROOM_SHUTDOWN_GRACE", "3s")
                        .with("LOGGING_LEVEL_IO_GITHUB_STOCKROOM_HTTP", "info"))
                .serving();
    }
}
