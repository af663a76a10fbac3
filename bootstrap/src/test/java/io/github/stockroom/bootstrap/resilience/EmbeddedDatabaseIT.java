package io.github.stockroom.bootstrap.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An instance on the embedded database. */
@Tag("resilience")
class EmbeddedDatabaseIT {

    private static final int PER_SECOND = 60;
    private static final int KILLS = Report.LONG ? 50 : 3;
    private static final int LONGEST_LIFE_MILLIS = 1_500;
    /** More than the service leaves free, and wants to be free before it writes again. */
    private static final String DISK_SIZE = "160m";

    private static final Duration DURING = Duration.ofSeconds(4);
    private static final Duration AFTER = Duration.ofSeconds(5);

    @Test
    void keepsWhatItAcknowledgedWhenItIsKilled() {
        Path data = RunningService.newDirectory("killed-").toAbsolutePath();
        try (Instance instance = on(data);
                Load load = Load.start(instance.url(), PER_SECOND, instance::names)) {
            for (int i = 0; i < KILLS; i++) {
                load.goOn(Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_LIFE_MILLIS)));
                instance.kill();
                instance.start();
            }
            load.causeIsGone();
            Report.add(load.goOn(AFTER).end("embedded database: SIGKILL, " + KILLS + " times"));
        }
    }

    @Test
    void servesAgainWhenTheDiskHasSpaceAgain() throws IOException {
        Path disk = RunningService.newDirectory("disk-").toAbsolutePath();
        boolean mounted = Daemon.run("mount", "-t", "tmpfs", "-o", "size=" + DISK_SIZE, "tmpfs", disk.toString());
        if (!mounted) {
            System.out.println("SKIPPED: embedded database: disk full: no file system may be mounted here");
        }
        assumeTrue(mounted);
        Path filler = disk.resolve("filler");
        try (Instance instance = on(disk);
                Load load = Load.start(instance.url(), PER_SECOND, instance::names)) {
            load.goOn(DURING);
            fill(filler, disk);
            load.goOn(DURING);
            assertThat(instance.http().get("/api/items?limit=1").status()).isEqualTo(200);
            assertThat(instance.http().get("/actuator/health/readiness").status())
                    .isEqualTo(503);
            Files.delete(filler);
            load.causeIsGone();
            Report.add(load.goOn(AFTER).end("embedded database: disk full for 4 s"));
        } finally {
            Daemon.run("umount", "-l", disk.toString());
        }
    }

    /** A zone whose offset is no whole hour, and a language whose i has no capital I. */
    @Test
    void servesInAnyTimeZoneAndLanguage() {
        Path data = RunningService.newDirectory("locale-").toAbsolutePath();
        try (Instance instance = Instance.with(builder -> builder.with("STOCKROOM_DATA_DIR", data.toString())
                        .with("TZ", "America/St_Johns")
                        .option("-Duser.language=tr")
                        .option("-Duser.country=TR"));
                Load load = Load.start(instance.url(), PER_SECOND, instance::names)) {
            Row row = Report.add(load.goOn(AFTER).end("TZ=America/St_Johns, locale tr_TR"));
            assertThat(row.isUnnoticed()).as(row.toString()).isTrue();
        }
    }

    private static Instance on(Path data) {
        return Instance.with(builder -> builder.with("STOCKROOM_DATA_DIR", data.toString()));
    }

    private static void fill(Path file, Path disk) throws IOException {
        byte[] block = new byte[65_536];
        try (var out = Files.newOutputStream(file)) {
            while (Files.getFileStore(disk).getUsableSpace() > block.length) {
                out.write(block);
            }
        }
    }
}
