package io.github.stockroom.bootstrap.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;

/** One shell, as a reader has it open: what a command exports or starts is there for the next one. */
public final class BashSession implements AutoCloseable {

    /**
     * The end of a command.
     *
     * @param output of both streams, without carriage returns
     */
    public record Result(int exitCode, String output) {}

    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader output;

    /** Opens one in this directory, without the settings of this process. */
    public BashSession(Path directory) throws IOException {
        var bash = new ProcessBuilder("bash").directory(directory.toFile()).redirectErrorStream(true);
        bash.environment().keySet().removeIf(name -> name.matches("(DB|STOCKROOM|SERVER|SPRING|LOG|JAVA_TOOL)_.*"));
        process = bash.start();
        commands = new PrintWriter(process.getOutputStream(), true, UTF_8);
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Runs a command to its end; standard input is empty unless the command redirects it. */
    public Result run(String command) {
        String end = "end of command " + UUID.randomUUID();
        commands.println("{ " + command + "\n} </dev/null; printf '\\n%s %s\\n' '" + end + "' $?");
        var printed = new StringBuilder();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(end)) {
                    int exitCode = Integer.parseInt(line.substring(end.length() + 1));
                    return new Result(exitCode, printed.toString().strip());
                }
                printed.append(line.replace("\r", "")).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("bash ended in " + command + ": " + printed);
    }

    public void set(String variable, String value) {
        run("export " + variable + "='" + value.replace("'", "'\\''") + "'");
    }

    /** Ends the shell and what it started in the background. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        commands.close();
    }
}
