package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.rows.RowFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code import}.
 *
 * @param resource the name of one of {@link RecordResources#ALL}
 * @param file {@code -} for standard input
 * @param rejected where rows go that are not valid; null: the first of them ends the import
 * @param settings of the service, passed on
 */
record ImportArguments(
        String resource,
        String file,
        RowFormat format,
        @Nullable String rejected,
        List<String> settings) {

    static final String STANDARD_INPUT = "-";

    static final String USAGE = """
            usage: java -jar stockroom.jar import %s FILE|- [--format csv|ndjson]
                   [--skip-bad [--rejected FILE]] [--SETTING=VALUE ...]""".formatted(RecordResources.NAMES);

    /** @throws IllegalArgumentException saying what is wrong */
    static ImportArguments parse(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        List<String> operands = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        String format = null;
        String rejected = null;
        boolean skipBad = false;
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            if (argument.equals("--format")) {
                format = value(argument, rest);
            } else if (argument.equals("--rejected")) {
                rejected = value(argument, rest);
            } else if (argument.equals("--skip-bad")) {
                skipBad = true;
            } else if (argument.startsWith("--") && argument.contains("=")) {
                settings.add(argument);
            } else if (argument.startsWith("--")) {
                throw new IllegalArgumentException("there is no option " + argument);
            } else {
                operands.add(argument);
            }
        }
        if (operands.size() != 2) {
            throw new IllegalArgumentException("a resource and a file are needed");
        }
        if (rejected != null && !skipBad) {
            throw new IllegalArgumentException("--rejected goes with --skip-bad");
        }
        String file = operands.get(1);
        if (skipBad && rejected == null) {
            if (file.equals(STANDARD_INPUT)) {
                throw new IllegalArgumentException("--skip-bad needs --rejected FILE beside standard input");
            }
            rejected = file + ".rejected";
        }
        return new ImportArguments(operands.get(0), file, format(format, file), rejected, settings);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove();
    }

    private static RowFormat format(@Nullable String given, String file) {
        String name = given == null ? file.substring(file.lastIndexOf('.') + 1) : given;
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "csv" -> RowFormat.CSV;
            case "ndjson" -> RowFormat.NDJSON;
            default -> throw new IllegalArgumentException("--format is csv or ndjson");
        };
    }
}
