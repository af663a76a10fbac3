package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.rows.BodyFormat;
import io.github.stockroom.rest.rows.RowSource;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code import}.
 *
 * @param resource the name of one of {@link RecordResources#ALL}
 * @param file {@code -} for standard input
 * @param source what the caller says about the file
 * @param rejected where rows go that are not valid; null: if there is one, nothing is written
 * @param report where a summary with all kinds of mistakes goes; null: nowhere
 * @param keepIds whether records keep the ids of the file, and movies their slugs and times
 * @param key the field by which a stored record is found and updated; null: every row is a new record
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
        boolean keepIds,
        @Nullable String key,
        boolean dryRun,
        List<String> settings) {

    static final String STANDARD_INPUT = "-";

    static final String USAGE = """
            usage: java -jar stockroom.jar import %s FILE|- [--format csv|ndjson]
                   [--charset windows-1252] [--skip-unknown-columns]
                   [--keep-ids] [--on FIELD]
                   [--skip-bad [--rejected FILE]] [--dry-run] [--report FILE]
                   [--SETTING=VALUE ...]""".formatted(RecordResources.NAMES);

    /** @throws IllegalArgumentException saying what is wrong */
    static ImportArguments parse(List<String> words) {
        Arguments arguments = Arguments.parse(
                words,
                Set.of("--format", "--charset", "--rejected", "--report", "--on"),
                Set.of("--skip-bad", "--skip-unknown-columns", "--keep-ids", "--dry-run"));
        if (arguments.operands().size() != 2) {
            throw new IllegalArgumentException("a resource and a file are needed");
        }
        String file = arguments.operands().get(1);
        String charset = arguments.value("--charset");
        return new ImportArguments(
                arguments.operands().get(0),
                file,
                arguments.format(file).equals("csv") ? BodyFormat.CSV : BodyFormat.NDJSON,
                new RowSource(
                        charset == null ? StandardCharsets.UTF_8 : charset(charset),
                        arguments.has("--skip-unknown-columns")),
                rejected(arguments, file),
                arguments.value("--report"),
                arguments.has("--keep-ids"),
                key(arguments),
                arguments.has("--dry-run"),
                arguments.settings());
    }

    private static @Nullable String rejected(Arguments arguments, String file) {
        String rejected = arguments.value("--rejected");
        if (!arguments.has("--skip-bad")) {
            if (rejected != null) {
                throw new IllegalArgumentException("--rejected goes with --skip-bad");
            }
            return null;
        }
        if (rejected == null && file.equals(STANDARD_INPUT)) {
            throw new IllegalArgumentException("--skip-bad needs --rejected FILE beside standard input");
        }
        return rejected == null ? file + ".rejected" : rejected;
    }

    private static @Nullable String key(Arguments arguments) {
        String key = arguments.value("--on");
        if ("id".equals(key) && !arguments.has("--keep-ids")) {
            throw new IllegalArgumentException("--on id goes with --keep-ids, or new records would get other ids");
        }
        return key;
    }

    private static Charset charset(String name) {
        return RowSource.charset(name)
                .orElseThrow(() -> new IllegalArgumentException("--charset does not know " + name
                        + "; spreadsheets write utf-8, utf-16, windows-1250 to windows-1258, iso-8859-1 to -15"));
    }

    /** The ending of files in the format. */
    String ending() {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
