package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.output.CsvOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code export}.
 *
 * @param resource the name of one of {@link RecordResources#ALL}
 * @param file {@code -} for standard output
 * @param csv how CSV is written; null for NDJSON
 * @param settings of the service, passed on
 */
record ExportArguments(
        String resource, String file, @Nullable CsvOptions csv, List<String> settings) {

    static final String STANDARD_OUTPUT = "-";

    static final String USAGE = """
            usage: java -jar stockroom.jar export %s [FILE|-] [--format csv|ndjson]
                   [--separator comma|semicolon|tab] [--bom] [--safe] [--SETTING=VALUE ...]""".formatted(RecordResources.NAMES);

    /** @throws IllegalArgumentException saying what is wrong */
    static ExportArguments parse(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        List<String> operands = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        String format = null;
        char separator = ',';
        boolean mark = false;
        boolean safe = false;
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            if (argument.equals("--format")) {
                format = value(argument, rest);
            } else if (argument.equals("--separator")) {
                separator = separator(value(argument, rest));
            } else if (argument.equals("--bom")) {
                mark = true;
            } else if (argument.equals("--safe")) {
                safe = true;
            } else if (argument.startsWith("--") && argument.contains("=")) {
                settings.add(argument);
            } else if (argument.startsWith("--")) {
                throw new IllegalArgumentException("there is no option " + argument);
            } else {
                operands.add(argument);
            }
        }
        if (operands.isEmpty() || operands.size() > 2) {
            throw new IllegalArgumentException("a resource is needed, and at most one file");
        }
        String file = operands.size() == 1 ? STANDARD_OUTPUT : operands.get(1);
        var options = new CsvOptions(safe, mark, separator);
        boolean csv = isCsv(format, file);
        if (!csv && !options.equals(CsvOptions.PLAIN)) {
            throw new IllegalArgumentException("--separator, --bom and --safe go with CSV");
        }
        return new ExportArguments(operands.get(0), file, csv ? options : null, settings);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove();
    }

    private static char separator(String name) {
        return switch (name) {
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "tab" -> '\t';
            default -> throw new IllegalArgumentException("--separator is comma, semicolon or tab");
        };
    }

    private static boolean isCsv(@Nullable String given, String file) {
        String ending = file.equals(STANDARD_OUTPUT) ? "csv" : file.substring(file.lastIndexOf('.') + 1);
        return switch ((given == null ? ending : given).toLowerCase(Locale.ROOT)) {
            case "csv" -> true;
            case "ndjson" -> false;
            default -> throw new IllegalArgumentException("--format is csv or ndjson");
        };
    }
}
