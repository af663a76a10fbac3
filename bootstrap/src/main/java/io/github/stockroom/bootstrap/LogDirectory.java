package io.github.stockroom.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the directory of the log before logging starts: what Logback finds there itself fills a page with stack
 * traces.
 */
final class LogDirectory {

    private static final String SETTING = "LOG_DIR";

    private LogDirectory() {}

    /**
     * Says why the log cannot be written, and has it written to the console alone then, where this is to be told.
     *
     * @return null when it can be
     */
    static @Nullable String failure() {
        String directory = Optional.ofNullable(System.getProperty(SETTING))
                .or(() -> Optional.ofNullable(System.getenv(SETTING)))
                .orElse("./logs");
        if (directory.isEmpty()) {
            return null;
        }
        Path file = Path.of(directory, "stockroom.log");
        try {
            PrivateFiles.logs(Path.of(directory), warning -> {}).prepare();
            if (Files.isWritable(Files.exists(file) ? file : Path.of(directory))) {
                return null;
            }
        } catch (IOException e) {
            // told below
        }
        System.setProperty(SETTING, "");
        return "The log " + file + " cannot be written; LOG_DIR names another directory, or none.";
    }
}
