package io.github.stockroom.bootstrap;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds on responses that are on their way, under {@code stockroom.response.*}.
 *
 * @param streams how many long responses are sent at a time, each by a thread of its own; never more than a quarter of
 *     the threads
 * @param streamsPerClient how many of them to one client address
 * @param stallTime after which a response is given up of which the client takes nothing
 * @param rate bytes a second at which a response is to be read on average, once 30 seconds have passed
 * @param memory that short responses may take which their clients have not read; a quarter of it for one client address
 */
record ResponseSettings(
        @DefaultValue("50") int streams,
        @DefaultValue("25") int streamsPerClient,
        @DefaultValue("20s") Duration stallTime,
        @DefaultValue("4KB") DataSize rate,
        @DefaultValue("16MB") DataSize memory) {

    ResponseSettings {
        if (streams < 1 || streamsPerClient < 1) {
            throw new SettingException("stockroom.response.streams and streams-per-client must be 1 or more.");
        }
        if (stallTime.toSeconds() < 1) {
            throw new SettingException("stockroom.response.stall-time must be 1s or more.");
        }
        if (rate.isNegative() || memory.toKilobytes() < 256) {
            throw new SettingException("stockroom.response.rate must be 0 or more, and memory 256KB or more.");
        }
    }
}
