package io.github.stockroom.rest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.stockroom.rest.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    private static final String CLIENT = "192.0.2.1";
    private static final int KIB = 1024;

    @TempDir
    private Path parent;

    private Path directory = Path.of("");

    @BeforeEach
    void nameDirectory() {
        directory = parent.resolve("spool");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 200 * KIB})
    void givesBackWhatWasWritten(int length) throws IOException {
        BodySpace space = space(1_000 * KIB, 1_000 * KIB, 1_000 * KIB);
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        try (var spool = new Spool(space, CLIENT)) {
            write(spool, content);

            assertThat(spool.size()).isEqualTo(length);
            assertThat(spool.bytes()).isEqualTo(content);
            try (InputStream again = spool.input()) {
                assertThat(again.readAllBytes()).isEqualTo(content);
            }
            assertThat(space.memory() + space.spooled()).isEqualTo(length);
            assertThat(space.spooled()).isEqualTo(length > 64 * KIB ? length : 0);
        }
        assertThat(space.memory() + space.spooled()).isZero();
    }

    @Test
    void leavesNoNameInTheDirectoryWhileItIsOpen() throws IOException {
        BodySpace space = space(0, KIB, KIB);
        try (var spool = new Spool(space, CLIENT)) {
            write(spool, new byte[10]);

            assertThat(space.spooled()).isEqualTo(10);
            assertThat(files()).isEmpty();
            assertThat(spool.bytes()).hasSize(10);
        }
    }

    @Test
    void goesToAFileWhereMemoryIsTaken() throws IOException {
        BodySpace space = space(100, KIB, KIB);
        try (var first = new Spool(space, CLIENT);
                var second = new Spool(space, CLIENT)) {
            write(first, new byte[60]);
            write(second, new byte[60]);

            assertThat(space.memory()).isEqualTo(60);
            assertThat(space.spooled()).isEqualTo(60);
        }
        assertThat(space.memory()).isZero();
    }

    @Test
    void oneClientCannotTakeWhatIsThereForAll() throws IOException {
        BodySpace space = space(0, 100, 50);
        try (var first = new Spool(space, CLIENT);
                var second = new Spool(space, CLIENT);
                var other = new Spool(space, "192.0.2.2")) {
            write(first, new byte[40]);
            assertRefused(429, second, 20);
            write(other, new byte[50]);
            assertRefused(503, second, 20);
        }
        assertThat(space.spooled()).isZero();
        try (var again = new Spool(space, CLIENT)) {
            write(again, new byte[50]);
        }
    }

    @Test
    void theDirectoryIsForItsOwnerAndLeftoversGoAtTheStart() throws IOException {
        Files.createDirectory(directory);
        Files.createFile(directory.resolve("left-by-a-killed-process.spool"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        space(0, 0, 0);

        assertThat(files()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesALinkInThePlaceOfTheDirectory() throws IOException {
        Files.createSymbolicLink(directory, Files.createDirectory(parent.resolve("elsewhere")));

        assertThatIOException().isThrownBy(() -> new SpoolFiles(directory)).withMessageContaining("spool");
    }

    private BodySpace space(long memory, long files, long filesPerClient) throws IOException {
        return new BodySpace(new SpoolFiles(directory), memory, files, filesPerClient);
    }

    private static void write(Spool spool, byte[] content) throws IOException {
        try (OutputStream out = spool.output()) {
            for (int at = 0; at < content.length; at += 8 * KIB) {
                out.write(content, at, Math.min(8 * KIB, content.length - at));
            }
        }
    }

    private static void assertRefused(int status, Spool spool, int bytes) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> write(spool, new byte[bytes]))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(status))
                .satisfies(refused -> assertThat(refused.problem().headers()).containsKey("Retry-After"));
    }

    private Stream<Path> files() throws IOException {
        return Files.list(directory);
    }
}
