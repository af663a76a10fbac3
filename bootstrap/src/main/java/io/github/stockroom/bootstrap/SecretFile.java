package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.security.JwtKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret of tokens on the embedded database: made at the first start and kept beside the data, so that tokens
 * outlive a restart and no secret is the same in two places.
 */
final class SecretFile {

    private static final Logger log = LoggerFactory.getLogger(SecretFile.class);
    private static final String NAME = "jwt-secret";

    private final Path directory;
    private final Path file;

    private SecretFile(Path directory) {
        this.directory = directory.toAbsolutePath();
        this.file = this.directory.resolve(NAME);
    }

    static SecretFile in(Path directory) {
        return new SecretFile(directory);
    }

    /** @throws SettingException when the file can neither be read nor made */
    String secret() {
        try {
            if (Files.notExists(file)) {
                create();
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new SettingException("The secret for tokens cannot be kept in " + file + ": " + e + ".");
        }
    }

    private void create() throws IOException {
        byte[] random = new byte[JwtKeys.MIN_SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        PrivateFiles.data(directory, log::warn).prepare();
        // Written elsewhere first: a start that is killed half-way leaves no empty secret behind. Like all temporary
        // files, it is readable by its owner alone.
        Path draft = Files.createTempFile(directory, NAME, null);
        Files.writeString(draft, Base64.getEncoder().encodeToString(random));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
