package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.jetty.BodyPace;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds on requests that are on their way, under {@code stockroom.request.*}.
 *
 * @param headerTime in which all header fields of a request are to arrive
 * @param bodyTime in which a body is to arrive
 * @param bodyRate bytes a second at which a body is to come on average, once ten seconds have passed
 * @param memory that bodies may take while they arrive; beyond that they go to files
 * @param spool bytes that all files of bodies may take together
 * @param spoolPerClient bytes that the files of one client address may take together
 * @param spoolDir where the files are; made if it is not there; by default {@code stockroom-} and the user's name in
 *     the system's directory for temporary files
 */
record RequestSettings(
        @DefaultValue("20s") Duration headerTime,
        @DefaultValue("2m") Duration bodyTime,
        @DefaultValue("1KB") DataSize bodyRate,
        @DefaultValue("16MB") DataSize memory,
        @DefaultValue("128MB") DataSize spool,
        @DefaultValue("48MB") DataSize spoolPerClient,
        @Nullable Path spoolDir) {

    /** No operation takes a longer body. */
    private static final long LONGEST_BODY = 10_000_000;

    RequestSettings {
        if (headerTime.toSeconds() < 1 || bodyTime.toSeconds() < 1) {
            throw new SettingException("stockroom.request.header-time and body-time must be 1s or more.");
        }
        if (bodyRate.isNegative() || memory.isNegative()) {
            throw new SettingException("stockroom.request.body-rate and memory must be 0 or more.");
        }
        if (spoolPerClient.toBytes() < LONGEST_BODY || spool.compareTo(spoolPerClient) < 0) {
            throw new SettingException("stockroom.request.spool-per-client must be " + LONGEST_BODY
                    + " bytes or more, and stockroom.request.spool as much or more.");
        }
        if (spoolDir == null || spoolDir.toString().isBlank()) {
            spoolDir = Path.of(System.getProperty("java.io.tmpdir"), "stockroom-" + System.getProperty("user.name"));
        }
    }

    BodyPace pace() {
        return new BodyPace(bodyTime, bodyRate.toBytes());
    }
}
