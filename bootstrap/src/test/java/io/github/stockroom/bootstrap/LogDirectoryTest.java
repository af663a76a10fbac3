package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that cannot be written stops the start with a sentence, which goes to the console. */
class LogDirectoryTest {

    private static final String SETTING = "LOG_DIR";

    @TempDir
    Path directory;

    private final String before = System.getProperty(SETTING, "");

    @BeforeEach
    @AfterEach
    void restore() {
        System.setProperty(SETTING, before);
    }

    @Test
    void aDirectoryThatCannotBe() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        System.setProperty(SETTING, file.resolve("logs").toString());

        Throwable failure = catchThrowable(() -> StockroomApplication.application(StockroomApplication.class)
                .run()
                .close());

        assertThat(StartupFailureReporter.sentence(failure))
                .contains(file.toString(), SETTING)
                .endsWith(".")
                .doesNotContain("\n", "Exception");
    }

    @Test
    void aDirectoryThatIsMade() {
        System.setProperty(SETTING, directory.resolve("a/b").toString());

        assertThat(LogDirectory.failure()).isNull();
        assertThat(directory.resolve("a/b")).isDirectory();
    }

    @Test
    void noDirectory() {
        System.setProperty(SETTING, "");

        assertThat(LogDirectory.failure()).isNull();
    }
}
