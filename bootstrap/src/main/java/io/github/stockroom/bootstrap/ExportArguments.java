package io.github.stockroom.bootstrap;

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
 * @param csv else NDJSON
 * @param settings of the service, passed on
 */
record ExportArguments(String resource, String file, boolean csv, List<String> settings) {

    static final String STANDARD_OUTPUT = "-";

    static final String USAGE = """
            usage: java -jar stockroom.jar export %s [FILE|-] [--format csv|ndjson]
                   [--SETTING=VALUE ...]""".formatted(RecordResources.NAMES);

    /** @throws IllegalArgumentException saying what is wrong */
    static ExportArguments parse(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        List<String> operands = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        String format = null;
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            if (argument.equals("--format")) {
                format = rest.poll();
                if (format == null) {
                    throw new IllegalArgumentException("--format needs a value");
                }
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
        return new ExportArguments(operands.get(0), file, isCsv(format, file), settings);
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
