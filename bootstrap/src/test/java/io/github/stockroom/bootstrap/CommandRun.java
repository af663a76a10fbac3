package io.github.stockroom.bootstrap;

import io.github.stockroom.bootstrap.testing.OwnDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A command that ran in this JVM.
 *
 * @param out its standard output
 * @param err its standard error, without the log: in this JVM that has the levels of services that ran before
 */
record CommandRun(int exitCode, String out, String err) {

    /** Runs a command on a database. */
    @SuppressWarnings("SystemOut")
    static CommandRun of(Command command, OwnDatabase database, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        database.settings().forEach((name, value) -> all.add("--" + name + "=" + value));
        PrintStream out = System.out;
        PrintStream err = System.err;
        var answered = new ByteArrayOutputStream();
        var said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(answered, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            int exitCode = command.run(all);
            String withoutLog = said.toString(StandardCharsets.UTF_8).replaceAll("(?m)^\\{\"@timestamp\".*\\R", "");
            return new CommandRun(exitCode, answered.toString(StandardCharsets.UTF_8), withoutLog);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
