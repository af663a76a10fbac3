package io.github.stockroom.bootstrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The packaged jar in a process of its own, started in a directory of its own; what it prints goes to a file there. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    /** The option with JaCoCo's agent if this JVM has it, so that lines count which run in the packaged jar only. */
    private static final Optional<String> COVERAGE_AGENT =
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(option -> option.startsWith("-javaagent:") && option.contains("jacoco"))
                    .findFirst();

    private final Process process;
    private final Path directory;
    private final int port;

    private ServiceProcess(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /** The settings and arguments of a process to start. */
    public static final class Builder {

        private final Path directory;
        private final Map<String, String> environment = new TreeMap<>();
        private final List<String> options = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private ProcessBuilder.Redirect input = ProcessBuilder.Redirect.PIPE;
        private Duration end = START;
        private int port;

        private Builder(Path directory) {
            this.directory = directory;
            environment.put(
                    "STOCKROOM_ACCESS_" + SampleRecords.code().replace('-', '_').toUpperCase(Locale.ROOT) + "_WRITE",
                    "anonymous");
            environment.put("STOCKROOM_SHUTDOWN_GRACE", "0s");
        }

        /** An environment variable. */
        public Builder with(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Its settings are given as arguments, and the secret that an external database asks for. */
        public Builder on(OwnDatabase database) {
            environment.put("STOCKROOM_JWT_SECRET", Tokens.SECRET);
            database.settings().forEach((name, value) -> arguments.add("--" + name + "=" + value));
            return this;
        }

        /** Sets the port on which it serves; a free one by default. */
        public Builder port(int chosen) {
            port = chosen;
            return this;
        }

        /** Sets the file that it reads from standard input. */
        public Builder input(Path file) {
            input = ProcessBuilder.Redirect.from(file.toFile());
            return this;
        }

        /** Sets the time that it may take to end. */
        public Builder within(Duration time) {
            end = time;
            return this;
        }

        public Builder option(String option) {
            options.add(option);
            return this;
        }

        public Builder argument(String argument) {
            arguments.add(argument);
            return this;
        }

        /** Starts it on a free port and waits until it serves. */
        public ServiceProcess serving() {
            port = port == 0 ? freePort() : port;
            environment.putIfAbsent("SERVER_PORT", Integer.toString(port));
            ServiceProcess service = started();
            Eventually.isTrue("the service serves; see " + service.output(), START, () -> {
                assertThat(service.process.isAlive()).as(service.printed()).isTrue();
                return service.accepts() && service.http().get("/ht").status() == 200;
            });
            return service;
        }

        /** Starts it and waits until it ends. */
        public ServiceProcess ended() {
            ServiceProcess service = started();
            service.awaitExit(end);
            return service;
        }

        /** Starts it and ends it as a failing machine does, after this time at the latest. */
        public void killedAfter(Duration life) {
            ServiceProcess service = started();
            try {
                service.process.waitFor(life.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                service.kill();
            }
        }

        private ServiceProcess started() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-XX:TieredStopAtLevel=1"); // starts in half the time
            COVERAGE_AGENT.ifPresent(command::add);
            command.addAll(options);
            command.addAll(List.of("-jar", jar().toString()));
            command.addAll(arguments);
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(input)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("errors.txt").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("output.txt").toFile()));
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.matches("(DB|STOCKROOM|SERVER|SPRING|LOG|JAVA_TOOL)_.*"));
            builder.environment().putAll(environment);
            try {
                return new ServiceProcess(builder.start(), directory, port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** In a new directory. */
    public static Builder inNewDirectory() {
        return in(RunningService.newDirectory("process-"));
    }

    public static Builder in(Path directory) {
        return new Builder(directory.toAbsolutePath());
    }

    public Http http() {
        return new Http("http://localhost:" + port);
    }

    public int port() {
        return port;
    }

    public Path directory() {
        return directory;
    }

    /** Returns true if it takes connections. */
    public boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to stop, as container platforms do. */
    public void terminate() {
        process.destroy();
    }

    /** @return the exit code */
    public int awaitExit(Duration deadline) {
        try {
            boolean ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(ended)
                    .as("ended within " + deadline.toSeconds() + " s: " + printed())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time that all its threads took so far; empty if it ended. */
    public Optional<Duration> cpuTime() {
        return process.info().totalCpuDuration();
    }

    /** Returns the memory that it has of the machine, in megabytes. */
    public long residentMegabytes() {
        return read(Path.of("/proc", Long.toString(process.pid()), "status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElseThrow();
    }

    /** All that it printed so far. */
    public String printed() {
        return read(output()) + read(errors());
    }

    /** Returns its standard output so far. */
    public String answered() {
        return read(output());
    }

    /** The lines of its log file so far. */
    public List<String> log() {
        return read(directory.resolve("logs").resolve("stockroom.log")).lines().toList();
    }

    /** Ends it as a failing machine does (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /** Ends it, in whatever state it is. JaCoCo's agent writes when a JVM ends by itself, so under it the JVM may. */
    @Override
    public void close() {
        if (COVERAGE_AGENT.isPresent() && process.isAlive()) {
            endByItself();
        }
        kill();
    }

    private void endByItself() {
        terminate();
        try {
            process.waitFor(START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path errors() {
        return directory.resolve("errors.txt");
    }

    private Path output() {
        return directory.resolve("output.txt");
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        return Path.of(System.getProperty("stockroom.jar"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
