package io.github.stockroom.bootstrap;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A log file that other users of the machine cannot read. What was rolled and compressed before is closed along with
 * it.
 */
public final class PrivateFileAppender extends RollingFileAppender<ILoggingEvent> {

    @Override
    public void openFile(String name) throws IOException {
        Path directory = Path.of(name).toAbsolutePath().getParent();
        PrivateFiles files = PrivateFiles.logs(directory == null ? Path.of(".") : directory, this::addWarn);
        files.prepare();
        super.openFile(name);
        files.tighten();
    }
}
