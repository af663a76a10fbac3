package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.rows.BodyFormat;
import io.github.stockroom.rest.rows.RowSource;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
 * @param source what the caller says about the file
 * @param rejected where rows go that are not valid; null: if there is one, nothing is written
 * @param report where a summary with all kinds of mistakes goes; null: nowhere
 * @param dryRun whether the file is only checked, without a database
 * @param settings of the service, passed on
 */
record ImportArguments(
        String resource,
        String file,
        BodyFormat format,
        RowSource source,
        @Nullable String rejected,
        @Nullable String report,
        boolean dryRun,
        List<String> settings) {

    static final String STANDARD_INPUT = "-";

    static final String USAGE = """
            usage: java -jar stockroom.jar import %s FILE|- [--format csv|ndjson]
                   [--charset windows-1252] [--skip-unknown-columns]
                   [--skip-bad [--rejected FILE]] [--dry-run] [--report FILE]
                   [--SETTING=VALUE ...]""".formatted(RecordResources.NAMES);

    /** @throws IllegalArgumentException saying what is wrong */
    static ImportArguments parse(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        List<String> operands = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        String format = null;
        String rejected = null;
        String report = null;
        Charset charset = StandardCharsets.UTF_8;
        boolean skipBad = false;
        boolean skipUnknownColumns = false;
        boolean dryRun = false;
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            if (argument.equals("--format")) {
                format = value(argument, rest);
            } else if (argument.equals("--rejected")) {
                rejected = value(argument, rest);
            } else if (argument.equals("--report")) {
                report = value(argument, rest);
            } else if (argument.equals("--charset")) {
                charset = charset(value(argument, rest));
            } else if (argument.equals("--skip-bad")) {
                skipBad = true;
            } else if (argument.equals("--skip-unknown-columns")) {
                skipUnknownColumns = true;
            } else if (argument.equals("--dry-run")) {
                dryRun = true;
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
        return new ImportArguments(
                operands.get(0),
                file,
                format(format, file),
                new RowSource(charset, skipUnknownColumns),
                rejected,
                report,
                dryRun,
                settings);
    }

    private static Charset charset(String name) {
        return RowSource.charset(name)
                .orElseThrow(() -> new IllegalArgumentException("--charset does not know " + name
                        + "; spreadsheets write utf-8, utf-16, windows-1250 to windows-1258, iso-8859-1 to -15"));
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove();
    }

    /** The ending of files in the format. */
    String ending() {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static BodyFormat format(@Nullable String given, String file) {
        String name = given == null ? file.substring(file.lastIndexOf('.') + 1) : given;
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "csv" -> BodyFormat.CSV;
            case "ndjson" -> BodyFormat.NDJSON;
            default -> throw new IllegalArgumentException("--format is csv or ndjson");
        };
    }
}
