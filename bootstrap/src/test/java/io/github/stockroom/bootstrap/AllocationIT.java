package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.AllocationProbe;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Compares the memory that each request allocates with recorded figures, so that it does not grow unseen. Unlike time,
 * it is the same on every machine, though not on every JDK, so each JDK has its own figures.
 */
class AllocationIT {

    private static final double TOLERANCE = 1.10;

    @Test
    void allocatesNoMoreThanRecorded() throws Exception {
        Properties measured = measure();
        Properties recorded = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/allocation.properties")) {
            recorded.load(file);
        }
        System.out.println("allocated bytes per request: " + new TreeMap<>(measured));
        assertThat(measured.stringPropertyNames()).isNotEmpty().allSatisfy(request -> {
            long now = Long.parseLong(measured.getProperty(request));
            long then = Long.parseLong(recorded.getProperty(jdk() + "." + request));
            assertThat((double) now)
                    .as("bytes for %s, recorded: %d. If they are worth it, record the new figure.", request, then)
                    .isLessThan(then * TOLERANCE);
        });
    }

    /** In a JVM of its own, by the first compiler alone: the second one removes allocations, sooner or later. */
    private static Properties measure() throws IOException, InterruptedException {
        Path directory = RunningService.newDirectory("allocation-");
        Path figures = directory.resolve("figures.properties");
        Path output = directory.resolve("output.txt");
        Process probe = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllocationProbe.class.getName(),
                        figures.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(probe.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
            assertThat(probe.exitValue()).as("see " + output).isZero();
        } finally {
            probe.destroyForcibly();
        }
        var measured = new Properties();
        try (var file = Files.newBufferedReader(figures)) {
            measured.load(file);
        }
        return measured;
    }

    /** The newest recorded release that is not newer than this one. */
    private static int jdk() {
        return Runtime.version().feature() < 25 ? 17 : 25;
    }
}
