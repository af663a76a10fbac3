package io.github.stockroom.bootstrap.resilience;

import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** HAProxy, PgBouncer, nginx or Varnish, as Debian has them, in a process with a configuration file of its own. */
final class Daemon implements AutoCloseable {

    /** Varnish compiles its configuration first. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Path directory = RunningService.newDirectory("daemon-").toAbsolutePath();
    private final int port;
    private final List<String> command;
    private Process process;

    private Daemon(int port, String configuration, String program, String... options) {
        this.port = port;
        Path file = directory.resolve("configuration");
        this.command = new ArrayList<>(List.of(program));
        this.command.addAll(List.of(options));
        this.command.add(file.toString());
        try {
            Files.writeString(file, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.process = started();
    }

    /**
     * A load balancer that repeats no request, in front of instances on these ports. It asks for readiness three times
     * a second, and believes the second refusal.
     */
    static Daemon haproxy(List<Integer> instances) {
        int port = Ports.free();
        String servers = IntStream.range(0, instances.size())
                .mapToObj(i -> "    server s" + i + " 127.0.0.1:" + instances.get(i) + " check\n")
                .collect(Collectors.joining());
        String configuration = """
                defaults
                    mode http
                    retries 0
                    no option redispatch
                    timeout connect 1s
                    timeout client 30s
                    timeout server 30s
                frontend clients
                    bind 127.0.0.1:%d
                    default_backend instances
                backend instances
                    balance roundrobin
                    http-response set-header X-Servers %%[nbsrv]
                    option httpchk GET /actuator/health/readiness
                    default-server inter 300ms fall 2 rise 1
                """.formatted(port) + servers;
        return new Daemon(port, configuration, "/usr/sbin/haproxy", "-db", "-f");
    }

    /** A pooler in transaction mode in front of a server. */
    static Daemon pgbouncer(PostgresNode server, int sessions) {
        int port = Ports.free();
        String user = System.getProperty("user.name").equals("root") ? "user = nobody\n" : ""; // it refuses to be root
        return new Daemon(port, """
                [databases]
                * = host=127.0.0.1 port=%d user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = %d
                server_login_retry = 1
                ignore_startup_parameters = extra_float_digits
                """.formatted(server.port(), port, sessions) + user, "/usr/sbin/pgbouncer");
    }

    /**
     * A proxy with a cache.
     *
     * @param http what stands in the block of this name; it listens on the port {@code PORT}, and keeps its cache in
     *     {@code CACHE}
     */
    static Daemon nginx(String http) {
        int port = Ports.free();
        Path files = RunningService.newDirectory("nginx-").toAbsolutePath();
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> "    %s_temp_path %s/%s;\n".formatted(kind, files, kind))
                .collect(Collectors.joining());
        return new Daemon(
                port,
                """
                daemon off;
                master_process off;
                pid %1$s/pid;
                events {}
                http {
                    access_log off;
                %2$s
                %3$s
                }
                """.formatted(
                                files,
                                temporary,
                                http.replace("PORT", Integer.toString(port)).replace("CACHE", files + "/cache")),
                "/usr/sbin/nginx",
                "-e",
                "stderr",
                "-c");
    }

    /** A proxy with a cache, with this configuration in its own language. */
    static Daemon varnish(String vcl, String... options) {
        int port = Ports.free();
        Path files = RunningService.newDirectory("varnish-").toAbsolutePath();
        List<String> all = new ArrayList<>(List.of(options));
        // -j none: it keeps its user, who may read and write here.
        all.addAll(List.of("-F", "-j", "none", "-a", "127.0.0.1:" + port, "-n", files.toString(), "-s", "malloc,64m"));
        all.add("-f");
        return new Daemon(port, vcl, "/usr/sbin/varnishd", all.toArray(String[]::new));
    }

    /** Returns the first of the programs that is not installed, or an empty text. */
    static String missing() {
        return Stream.of("/usr/sbin/haproxy", "/usr/sbin/pgbouncer", "/usr/sbin/nginx", "/usr/sbin/varnishd")
                .filter(program -> !Files.isExecutable(Path.of(program)))
                .findFirst()
                .orElse("");
    }

    /** Runs a program to its end. */
    static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits until a load balancer sends requests to this number of instances. */
    void awaitServers(int number) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest probe =
                HttpRequest.newBuilder(URI.create(url() + "/healthz")).build();
        Eventually.isTrue(number + " instances are ready", Duration.ofSeconds(60), () -> {
            try {
                return client.send(probe, BodyHandlers.discarding())
                        .headers()
                        .firstValue("X-Servers")
                        .equals(Optional.of(Integer.toString(number)));
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Ends it as a failing machine does, and starts it again. */
    void killAndStart() {
        close();
        process = started();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private Process started() {
        try {
            Process running = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output.txt").toFile())
                    .start();
            Eventually.isTrue(command + " listens; see " + directory, SOON, this::accepts);
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
