package io.github.stockroom.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process that asks for the lock of a file: locks of one process do not tell whether the system holds them. */
public final class LockProbe {

    private LockProbe() {}

    /** Returns true if another process gets the lock. */
    static boolean isFree(Path file) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        try {
            Process process = new ProcessBuilder(
                            java.toString(), "-cp", "target/test-classes", LockProbe.class.getName(), file.toString())
                    .inheritIO()
                    .start();
            return process.waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Exits with 0 if it got the lock. */
    public static void main(String[] arguments) throws Exception {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
            System.exit(channel.tryLock() == null ? 1 : 0);
        }
    }
}
