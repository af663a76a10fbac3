package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.persistence.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on which the service cannot work stop its start with a sentence, and stay as they are. */
class EmbeddedDatabaseTest {

    @TempDir
    Path directory;

    @Test
    void anEmptyFileIsNoNewDatabase() throws IOException {
        Path file = Files.createFile(DatabaseAddress.h2File(directory));

        assertRefused("is an empty file");
        assertThat(file).isEmptyFile();
    }

    @Test
    void aFileThatIsNoDatabase() throws IOException {
        String content = "not a database".repeat(1_000);
        Path file = Files.writeString(DatabaseAddress.h2File(directory), content);

        assertRefused("is damaged");
        assertThat(file).hasContent(content);
    }

    @Test
    void aDatabaseThatWasCutOff() throws IOException {
        start();
        Path file = DatabaseAddress.h2File(directory);
        byte[] whole = Files.readAllBytes(file);
        byte[] holed = whole.clone();
        Arrays.fill(holed, 0, holed.length - 100, (byte) 'x');
        Files.write(file, holed);

        assertRefused("is damaged");
    }

    @Test
    void aFileThatMayNotBeWritten() {
        start();
        Path file = DatabaseAddress.h2File(directory);
        assertThat(file.toFile().setReadOnly()).isTrue();
        assumeThat(Files.isWritable(file)).as("by root, everything is").isFalse();

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> EmbeddedDatabase.requireUsable(directory))
                .withMessageContaining("may not be read and written");
    }

    private void start() {
        RunningService.start(database()).close();
    }

    private void assertRefused(String reason) {
        Throwable failure = catchThrowable(this::start);
        String sentence = StartupFailureReporter.sentence(failure);
        assertThat(sentence)
                .contains(DatabaseAddress.h2File(directory).toString(), reason)
                .endsWith(".")
                .doesNotContain("\n", "Exception");
    }

    private OwnDatabase database() {
        return new OwnDatabase(Map.of("stockroom.data-dir", directory.toString()), () -> {});
    }
}
