package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.output.CsvOptions;
import java.util.List;
import java.util.Set;
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
    static ExportArguments parse(List<String> words) {
        Arguments arguments = Arguments.parse(words, Set.of("--format", "--separator"), Set.of("--bom", "--safe"));
        List<String> operands = arguments.operands();
        if (operands.isEmpty() || operands.size() > 2) {
            throw new IllegalArgumentException("a resource is needed, and at most one file");
        }
        String file = operands.size() == 1 ? STANDARD_OUTPUT : operands.get(1);
        var options = new CsvOptions(
                arguments.has("--safe"), arguments.has("--bom"), separator(arguments.value("--separator")));
        boolean csv =
                arguments.format(file.equals(STANDARD_OUTPUT) ? ".csv" : file).equals("csv");
        if (!csv && !options.equals(CsvOptions.PLAIN)) {
            throw new IllegalArgumentException("--separator, --bom and --safe go with CSV");
        }
        return new ExportArguments(operands.get(0), file, csv ? options : null, arguments.settings());
    }

    private static char separator(@Nullable String name) {
        return switch (name == null ? "comma" : name) {
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "tab" -> '\t';
            default -> throw new IllegalArgumentException("--separator is comma, semicolon or tab");
        };
    }
}
