package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of decision 7 about the log, with the configuration that the service runs with. */
class LogTest {

    /** More than fit into the buffer between those who log and the thread that writes. */
    private static final int EVENTS = 20_000;

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicInteger writes = new AtomicInteger();
    private final LoggerContext log = new LoggerContext();

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws JoranException {
        System.setOut(new PrintStream(printed) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes.incrementAndGet();
                super.write(bytes, offset, length);
            }
        });
        log.setMDCAdapter(new LogbackMDCAdapter());
        log.putProperty("LOG_DIR", directory.toString());
        log.putProperty("LOG_CONSOLE", "System.out"); // commands that ran in this JVM set the system property
        var configurator = new JoranConfigurator();
        configurator.setContext(log);
        configurator.doConfigure(LogTest.class.getResource("/logback-spring.xml"));
    }

    @AfterEach
    void stop() {
        log.stop();
        System.setOut(console);
    }

    @Test
    void anOrderlyExitHasWrittenEveryEventAndManyAtOnce() throws IOException {
        Logger logger = log.getLogger("burst");

        IntStream.range(0, EVENTS).parallel().forEach(number -> logger.info("event {}", number));
        log.stop();

        assertThat(Files.readAllLines(directory.resolve("stockroom.log"))).hasSize(EVENTS);
        // The log of this JVM may still write to the console, too, what was logged before.
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("\"burst\"")))
                .hasSize(EVENTS);
        assertThat(writes).as("writes to the console").hasValueLessThan(EVENTS / 5);
    }
}
