package io.github.stockroom.bootstrap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Counts what is logged, under the name and tags that Micrometer uses. Micrometer's own way is asked not only about
 * what is logged but also each time a library asks whether it should log; Jetty does so a hundred times in each
 * request.
 */
final class LogEventCounter extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final String METER = "logback.events";

    private final Map<Level, Counter> counters;
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    /** Counts from now on. */
    LogEventCounter(MeterRegistry registry) {
        counters = Stream.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE)
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        level -> Counter.builder(METER)
                                .description("Events that were logged")
                                .tag("level", level.toString().toLowerCase(Locale.ROOT))
                                .register(registry)));
        setName(METER);
        setContext(root.getLoggerContext());
        start();
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        Counter counter = counters.get(event.getLevel());
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
    }
}
