package io.github.stockroom.bootstrap;

import io.github.stockroom.persistence.BackupException;
import io.github.stockroom.persistence.DatabaseBackup;
import io.github.stockroom.rest.json.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/**
 * {@code java -jar stockroom.jar backup FILE} copies the embedded database to a file, while the service runs or not,
 * and {@code restore FILE} brings such a file back. Standard output is one line of JSON.
 */
@SuppressWarnings("SystemOut")
final class BackupCommands {

    static final Command BACKUP = command("backup", DatabaseBackup::create);

    static final Command RESTORE = command("restore", (directory, file) -> {
        PrivateFiles.data(directory, System.err::println).prepare();
        return DatabaseBackup.restore(file, directory);
    });

    private BackupCommands() {}

    private static Command command(String name, Work work) {
        return new Command() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int run(List<String> arguments) {
                return BackupCommands.run(name, work, arguments);
            }
        };
    }

    private static int run(String name, Work work, List<String> arguments) {
        Arguments given;
        try {
            given = Arguments.parse(arguments, Set.of(), Set.of());
            if (given.operands().size() != 1) {
                throw new IllegalArgumentException("one file is needed");
            }
        } catch (IllegalArgumentException e) {
            System.err.println(name + ": " + e.getMessage() + "\nusage: java -jar stockroom.jar " + name
                    + " FILE [--SETTING=VALUE ...]");
            return Command.MISUSED;
        }
        try (var context = CommandContext.startQuietly(Wiring.class, given.settings())) {
            return run(name, work, Path.of(given.operands().get(0)), context.getBean(StockroomSettings.class));
        }
    }

    private static int run(String name, Work work, Path file, StockroomSettings settings) {
        if (settings.database().isExternal()) {
            System.err.println(
                    name + ": This command is for the embedded database; PostgreSQL has pg_dump and pg_restore.");
            return Command.FAILED;
        }
        long start = System.nanoTime();
        try {
            DatabaseBackup backup = work.on(settings.dataDir(), file);
            System.out.println(summary(name, file, backup, System.nanoTime() - start));
            return Command.DONE;
        } catch (BackupException e) {
            System.err.println(name + ": " + e.getMessage());
        } catch (IOException e) {
            System.err.println(name + ": STOCKROOM_DATA_DIR cannot be used: " + e + ".");
        }
        return Command.FAILED;
    }

    private static String summary(String name, Path file, DatabaseBackup backup, long nanos) {
        byte[] json = JsonBytes.object(summary -> {
            summary.writeStringProperty(name, file.toString());
            List<String> changeSets = backup.changeSets();
            summary.writeStringProperty("schema", changeSets.get(changeSets.size() - 1));
            summary.writeObjectPropertyStart("rows");
            backup.rows().forEach(summary::writeNumberProperty);
            summary.writeEndObject();
            summary.writeNumberProperty("seconds", Math.round(nanos / 1e6) / 1e3);
        });
        return new String(json, StandardCharsets.UTF_8);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(StockroomSettings.class)
    static class Wiring {}

    @FunctionalInterface
    private interface Work {
        DatabaseBackup on(Path directory, Path file) throws BackupException, IOException;
    }
}
