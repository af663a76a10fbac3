package io.github.stockroom.bootstrap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words behind the name of a command, such as {@code cars cars.csv --dry-run --format csv
 * --stockroom.data-dir=data}.
 *
 * @param operands in their order
 * @param options values by option; that of a flag is empty. The last one counts
 * @param settings of the service, passed on
 */
record Arguments(List<String> operands, Map<String, String> options, List<String> settings) {

    Arguments {
        operands = List.copyOf(operands);
        options = Map.copyOf(options);
        settings = List.copyOf(settings);
    }

    /**
     * @param options that have a value, with their dashes
     * @param flags options that have none
     * @throws IllegalArgumentException saying what is wrong
     */
    static Arguments parse(List<String> words, Set<String> options, Set<String> flags) {
        Deque<String> rest = new ArrayDeque<>(words);
        List<String> operands = new ArrayList<>();
        Map<String, String> given = new HashMap<>();
        List<String> settings = new ArrayList<>();
        while (!rest.isEmpty()) {
            String word = rest.remove();
            if (options.contains(word)) {
                if (rest.isEmpty()) {
                    throw new IllegalArgumentException(word + " needs a value");
                }
                given.put(word, rest.remove());
            } else if (flags.contains(word)) {
                given.put(word, "");
            } else if (word.startsWith("--") && word.contains("=")) {
                settings.add(word);
            } else if (word.startsWith("--")) {
                throw new IllegalArgumentException("there is no option " + word);
            } else {
                operands.add(word);
            }
        }
        return new Arguments(operands, given, settings);
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    /** Returns the value of an option; null if it was not given. */
    @Nullable
    String value(String option) {
        return options.get(option);
    }

    /**
     * Returns the format of a file: what {@code --format} says, otherwise its ending.
     *
     * @return {@code csv} or {@code ndjson}
     * @throws IllegalArgumentException for another one
     */
    String format(String file) {
        String name = options.getOrDefault("--format", file.substring(file.lastIndexOf('.') + 1));
        if (name.equalsIgnoreCase("csv")) {
            return "csv";
        }
        if (name.equalsIgnoreCase("ndjson")) {
            return "ndjson";
        }
        throw new IllegalArgumentException("--format is csv or ndjson");
    }
}
