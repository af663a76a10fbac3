package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogEventCounterTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Logger logger = (Logger) LoggerFactory.getLogger(LogEventCounterTest.class.getName());

    @AfterEach
    void asBefore() {
        logger.setLevel(null);
    }

    /** At a level that nothing else logs at. */
    @Test
    void countsWhatIsLoggedUntilClosed() {
        var counter = new LogEventCounter(registry);
        logger.setLevel(Level.TRACE);
        logger.trace("logged");
        logger.setLevel(Level.DEBUG);
        logger.trace("not logged");
        counter.close();
        logger.setLevel(Level.TRACE);
        logger.trace("logged, but behind the end");
        assertThat(traced()).isEqualTo(1);
    }

    private double traced() {
        return registry.get("logback.events").tag("level", "trace").counter().count();
    }
}
