package io.github.stockroom.bootstrap.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rows of all faults so far, printed and kept in {@code target/resilience.txt}. */
final class Report {

    /** True if processes are killed at all points, which takes about a quarter of an hour. */
    static final boolean LONG = Boolean.getBoolean("resilience.long");

    private static final Path FILE = Path.of("target", "resilience.txt");
    private static final List<Row> ROWS = Collections.synchronizedList(new ArrayList<>());
    private static final List<String> NOTES = Collections.synchronizedList(new ArrayList<>());

    private Report() {}

    /** Adds a row, and fails unless it is good. */
    static Row add(Row row) {
        ROWS.add(row);
        print();
        assertThat(row.isGood()).as(row.toString()).isTrue();
        return row;
    }

    /** Adds a line about a fault under which no requests were sent. */
    static void note(String text) {
        NOTES.add(text);
        print();
    }

    private static void print() {
        String table = Row.table(ROWS) + String.join("\n", NOTES);
        System.out.println(table);
        try {
            Files.writeString(FILE, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
