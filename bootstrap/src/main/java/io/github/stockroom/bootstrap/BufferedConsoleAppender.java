package io.github.stockroom.bootstrap;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.io.BufferedOutputStream;
import java.io.OutputStream;

/**
 * Writes to the console what has come together since it was last flushed, as one piece. The buffer of
 * {@link System#out} holds less than two events, so that logback's own appender writes each by itself, however seldom
 * it is flushed.
 */
public final class BufferedConsoleAppender extends ConsoleAppender<ILoggingEvent> {

    private static final int BUFFER_BYTES = 32 * 1024;

    @Override
    public void setOutputStream(OutputStream console) {
        super.setOutputStream(new BufferedOutputStream(console, BUFFER_BYTES));
    }
}
