package io.github.stockroom.bootstrap;

import java.util.List;
import java.util.Optional;

/** A command that the runnable jar runs instead of serving, chosen by its first argument. */
interface Command {

    /** Everything went well. */
    int DONE = 0;

    /** It failed, and said why. */
    int FAILED = 1;

    /** It was not called as it should be, and said how. */
    int MISUSED = 2;

    List<Command> ALL = List.of(
            new MigrateCommand(),
            new MigrateFromCommand(),
            new ImportCommand(),
            new ExportCommand(),
            BackupCommands.BACKUP,
            BackupCommands.RESTORE);

    String name();

    /**
     * @param arguments behind the name
     * @return the exit code
     */
    int run(List<String> arguments);

    /** The one that these arguments call, if they call any. */
    static Optional<Command> calledBy(String[] arguments) {
        return ALL.stream()
                .filter(command -> arguments.length > 0 && command.name().equals(arguments[0]))
                .findFirst();
    }
}
