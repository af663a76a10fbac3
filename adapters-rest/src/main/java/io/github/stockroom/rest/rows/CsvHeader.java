package io.github.stockroom.rest.rows;

import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.json.RecordBudget;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.json.UnreadableException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The row of names that CSV begins with, as spreadsheets write it: separated by commas, semicolons or tabs, in upper or
 * lower case, with white space around the names. Columns without a name are passed over.
 *
 * @param separator stands between two cells
 * @param names the member that each column fills; null for a column that is passed over
 * @param unnamed the columns, from 0, that have no name and must have no values
 * @param source what stands in front of the first record
 */
record CsvHeader(char separator, List<@Nullable String> names, Set<Integer> unnamed, String source) {

    private static final String SEPARATORS = ",;\t";

    /** Begins the line with which Excel names the separator. */
    private static final String DIRECTIVE = "sep=";

    /** @throws UnreadableException {@code empty-body}, {@code bad-encoding} or {@code invalid-columns} */
    static CsvHeader read(
            CsvScanner scanner, RecordReader<?> format, RecordLimits limits, boolean skipsUnknownColumns) {
        StringBuilder source = new StringBuilder();
        String separators = SEPARATORS;
        long number = scanner.line();
        String line = scanner.nextLine(separators);
        while (!line.isEmpty()) {
            source.append(line);
            String content = withoutLineEnd(line);
            int directive = directive(content);
            if (directive >= 0 && separators.length() > 1) {
                separators = content.substring(directive, directive + 1);
            } else if (!isBlank(content, separators)) {
                if (SourceText.isBroken(content)) {
                    throw BrokenLine.in(number);
                }
                return of(content, number, separators, source.toString(), format, limits, skipsUnknownColumns);
            }
            number = scanner.line();
            line = scanner.nextLine(separators);
        }
        throw new UnreadableException("empty-body", "Empty body", "CSV starts with a row of field names.");
    }

    /**
     * @throws ValidationException if a record has more cells or fewer than there are columns, or a value without a name
     */
    JsonObject object(List<@Nullable String> cells) {
        int last = cells.size();
        while (last > names.size() && cells.get(last - 1) == null) {
            last--; // a separator behind the last cell
        }
        if (last != names.size()) {
            throw new ValidationException(Violation.of(
                    "cells",
                    "This row has " + cells.size() + " cells and the first one " + names.size() + ".",
                    "columns",
                    names.size()));
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < last; i++) {
            String cell = cells.get(i);
            String name = names.get(i);
            if (cell != null && name != null) {
                members.put(name, cell);
            } else if (cell != null
                    && unnamed.contains(i)
                    && !Text.normalised(cell).isEmpty()) {
                throw new ValidationException(Violation.of(
                        "unnamed", "Cell " + (i + 1) + " has a value, but its column has no name.", "column", i + 1));
            }
        }
        return JsonObject.of(members);
    }

    /**
     * Returns where the separator stands in a line such as {@code sep=;}, which may be quoted; -1 if it is another
     * line.
     */
    private static int directive(String line) {
        int start = line.startsWith("\"") ? 1 : 0;
        boolean named = line.regionMatches(true, start, DIRECTIVE, 0, DIRECTIVE.length());
        int at = start + DIRECTIVE.length();
        boolean one = line.length() == at + 1 + start && (start == 0 || line.endsWith("\""));
        return named && one && line.charAt(at) != '"' ? at : -1;
    }

    /** Returns true for a line without any value, as spreadsheets write the empty rows above a table. */
    private static boolean isBlank(String line, String separators) {
        return line.chars().allMatch(c -> separators.indexOf(c) >= 0 || c == ' ');
    }

    private static String withoutLineEnd(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static CsvHeader of(
            String line,
            long number,
            String separators,
            String source,
            RecordReader<?> format,
            RecordLimits limits,
            boolean skipsUnknownColumns) {
        Map<String, String> members = format.members().stream().collect(Collectors.toMap(CsvHeader::key, name -> name));
        char separator = separators.charAt(0);
        List<String> cells = List.of();
        UnreadableException failure = null;
        for (int i = 0; i < separators.length(); i++) {
            try {
                List<String> others = cells(line, separators.charAt(i), limits);
                if (isBetter(others, cells, members.keySet())) {
                    separator = separators.charAt(i);
                    cells = others;
                }
            } catch (UnreadableException e) {
                failure = failure == null ? e : failure; // quotes that end at another separator
            }
        }
        if (cells.isEmpty() && failure != null) {
            throw failure;
        }
        return check(cells, number, members, format.required(), skipsUnknownColumns, separator, source);
    }

    /**
     * The separator that yields the most names of fields is the right one; without any, the one that yields the most
     * cells.
     */
    private static boolean isBetter(List<String> others, List<String> cells, Set<String> known) {
        int more = count(others, known) - count(cells, known);
        return more > 0 || more == 0 && others.size() > cells.size();
    }

    private static int count(List<String> cells, Set<String> known) {
        return (int) cells.stream().filter(cell -> known.contains(key(cell))).count();
    }

    private static List<String> cells(String line, char separator, RecordLimits limits) {
        var cells = new CsvScanner(new StringReader(line), new RecordBudget(limits)).record(separator);
        return cells == null
                ? List.of()
                : cells.cells().stream()
                        .map(cell -> cell == null ? "" : Text.normalised(cell))
                        .toList();
    }

    private static CsvHeader check(
            List<String> cells,
            long number,
            Map<String, String> members,
            Set<String> required,
            boolean skipsUnknownColumns,
            char separator,
            String source) {
        List<Violation> wrong = new ArrayList<>();
        List<@Nullable String> names = new ArrayList<>();
        Set<Integer> unnamed = new HashSet<>();
        for (String cell : cells) {
            String name = members.get(key(cell));
            if (cell.isEmpty()) {
                unnamed.add(names.size());
            } else if (name == null && !skipsUnknownColumns) {
                wrong.add(Violation.of("unknown", "There is no such field.").at(cell));
            } else if (name != null && names.contains(name)) {
                wrong.add(
                        Violation.of("duplicate", "This column is there twice.").at(name));
            }
            names.add(name);
        }
        required.stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .forEach(name -> wrong.add(
                        Violation.of("required", "This column is required.").at(name)));
        if (!wrong.isEmpty()) {
            throw new UnreadableException(
                            "invalid-columns", "Invalid columns", "The first row does not name the fields.")
                    .at(number, wrong);
        }
        return new CsvHeader(separator, names, unnamed, source);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
