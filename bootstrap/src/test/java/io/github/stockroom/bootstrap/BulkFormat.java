package io.github.stockroom.bootstrap;

import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The three ways to write down many records. */
enum BulkFormat {
    JSON("application/json") {
        @Override
        String body(List<String> header, List<List<String>> rows) {
            return "[" + String.join(",", objects(header, rows)) + "]";
        }
    },
    CSV("text/csv; charset=utf-8") {
        @Override
        String body(List<String> header, List<List<String>> rows) {
            return Stream.concat(Stream.of(header), rows.stream())
                    .map(cells -> cells.stream().map(BulkFormat::cell).collect(Collectors.joining(",")) + "\r\n")
                    .collect(Collectors.joining());
        }
    },
    NDJSON("application/x-ndjson") {
        @Override
        String body(List<String> header, List<List<String>> rows) {
            return String.join("\n", objects(header, rows));
        }
    };

    /** As the header field {@code Content-Type} has it. */
    final String type;

    BulkFormat(String type) {
        this.type = type;
    }

    abstract String body(List<String> header, List<List<String>> rows);

    /** A record for each of these texts. */
    String body(ResourceUnderTest resource, List<String> texts) {
        var rows = texts.stream().map(text -> row(resource, text)).toList();
        return body(header(resource), rows);
    }

    /** The required fields, the text first; with the id if there is no other, so that rows have separators. */
    static List<String> header(ResourceUnderTest resource) {
        List<String> others = resource.required().stream()
                .filter(name -> !name.equals(resource.text()))
                .sorted()
                .toList();
        Stream<String> text = resource.hasText() ? Stream.of(resource.text()) : Stream.empty();
        return Stream.concat(text, (others.isEmpty() ? List.of("id") : others).stream())
                .toList();
    }

    /** A record under that header. */
    static List<String> row(ResourceUnderTest resource, String text) {
        Map<String, String> known = Map.of(resource.text(), text, resource.sort(), "7");
        return header(resource).stream()
                .map(name -> known.containsKey(name) ? known.get(name) : resource.cell(name))
                .toList();
    }

    /**
     * A record under a header that has more members.
     *
     * @param json the value of one of them, as in JSON
     */
    static List<String> row(ResourceUnderTest resource, List<String> header, String member, String json) {
        List<String> cells = new ArrayList<>(row(resource, "Row"));
        while (cells.size() < header.size()) {
            cells.add("");
        }
        cells.set(header.indexOf(member), ResourceUnderTest.cellOf(json));
        return cells;
    }

    private static List<String> objects(List<String> header, List<List<String>> rows) {
        return rows.stream()
                .map(cells -> IntStream.range(0, cells.size())
                        .mapToObj(i ->
                                ResourceUnderTest.quote(header.get(i)) + ":" + ResourceUnderTest.quote(cells.get(i)))
                        .collect(Collectors.joining(",", "{", "}")))
                .toList();
    }

    private static String cell(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
