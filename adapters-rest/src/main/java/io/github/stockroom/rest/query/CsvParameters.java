package io.github.stockroom.rest.query;

import io.github.stockroom.rest.output.CsvOptions;
import org.jspecify.annotations.Nullable;

/** The parameters that shape CSV: {@code csv_safe}, {@code csv_bom} and {@code csv_separator}. */
final class CsvParameters {

    static final String SAFE = "csv_safe";
    static final String MARK = "csv_bom";
    static final String SEPARATOR = "csv_separator";

    private CsvParameters() {}

    /**
     * @param csv whether the answer will be CSV; if not, a parameter that asks for something is filed as an error
     */
    static CsvOptions parse(Parameters given, boolean csv, ParameterErrors errors) {
        boolean safe = Truth.of(given, SAFE, errors);
        boolean mark = Truth.of(given, MARK, errors);
        String separator = given.value(SEPARATOR);
        if (!csv) {
            refuseIf(safe, SAFE, errors);
            refuseIf(mark, MARK, errors);
            refuseIf(separator != null, SEPARATOR, errors);
        }
        return new CsvOptions(safe, mark, separator(separator, errors));
    }

    private static char separator(@Nullable String value, ParameterErrors errors) {
        if (value == null) {
            return ',';
        }
        return switch (value) {
            case "comma", "," -> ',';
            case "semicolon", ";" -> ';';
            case "tab" -> '\t';
            default -> {
                errors.add(SEPARATOR, "invalid", "The separator is comma, semicolon or tab.");
                yield ',';
            }
        };
    }

    private static void refuseIf(boolean asked, String name, ParameterErrors errors) {
        if (asked) {
            errors.add(name, "invalid", "This parameter is for CSV only.");
        }
    }
}
