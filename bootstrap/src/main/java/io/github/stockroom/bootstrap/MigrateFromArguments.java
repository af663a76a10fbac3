package io.github.stockroom.bootstrap;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.persistence.legacy.LegacyAddress;
import io.github.stockroom.persistence.legacy.LegacyException;
import io.github.stockroom.persistence.legacy.LegacyKind;
import io.github.stockroom.persistence.legacy.LegacySystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code migrate-from}.
 *
 * @param tables names of tables by kind, where their columns alone do not tell
 * @param only the kinds to move; empty: all that are found
 * @param mends whether values that break a rule are changed where one can say to what
 * @param skipsBad whether rows that break a rule are left behind; otherwise nothing is written
 * @param adds whether the target may have records of other origin
 * @param renumbersAccounts whether accounts get new ids
 * @param report where each change and each row left behind is told; null: nowhere
 * @param settings of the service, passed on
 */
record MigrateFromArguments(
        LegacySystem system,
        LegacyAddress address,
        Map<String, String> tables,
        Set<String> only,
        boolean dryRun,
        boolean mends,
        boolean skipsBad,
        boolean adds,
        boolean renumbersAccounts,
        @Nullable Path report,
        List<String> settings) {

    static final String PASSWORD_VARIABLE = "MIGRATE_FROM_PASSWORD";

    static final String USAGE = """
            usage: java -jar stockroom.jar migrate-from django|flask|fastapi --url jdbc:...
                   [--user NAME] [--password-file FILE] [--driver JAR]
                   [--table KIND=NAME,...] [--only KIND,...] [--renumber-accounts]
                   [--mend] [--skip-bad] [--add] [--dry-run] [--report FILE]
                   [--SETTING=VALUE ...]
            KIND is %s|accounts. The password
            is read from the file or from the environment variable %s.""".formatted(RecordResources.NAMES, PASSWORD_VARIABLE);

    MigrateFromArguments {
        tables = Map.copyOf(tables);
        only = Set.copyOf(only);
        settings = List.copyOf(settings);
    }

    /**
     * @param password of the environment; null if it has none
     * @throws IllegalArgumentException saying what is wrong
     */
    static MigrateFromArguments parse(List<String> words, @Nullable String password) {
        Arguments arguments = Arguments.parse(
                words,
                Set.of("--url", "--user", "--password-file", "--driver", "--table", "--only", "--report"),
                Set.of("--mend", "--skip-bad", "--add", "--dry-run", "--renumber-accounts"));
        String url = arguments.value("--url");
        if (arguments.operands().size() != 1 || url == null) {
            throw new IllegalArgumentException("a system and --url are needed");
        }
        return new MigrateFromArguments(
                system(arguments.operands().get(0)),
                address(url, arguments, password),
                tables(arguments.value("--table")),
                only(arguments.value("--only")),
                arguments.has("--dry-run"),
                arguments.has("--mend"),
                arguments.has("--skip-bad"),
                arguments.has("--add"),
                arguments.has("--renumber-accounts"),
                path(arguments.value("--report")),
                arguments.settings());
    }

    /** Returns the kinds of tables to look for: all records, and the accounts. */
    List<LegacyKind> kinds() {
        return kindsOf(system)
                .filter(kind -> only.isEmpty() || only.contains(kind.name()))
                .toList();
    }

    private static Stream<LegacyKind> kindsOf(LegacySystem system) {
        return Stream.concat(
                RecordResources.ALL.stream()
                        .map(resource -> new LegacyKind(
                                resource.name(),
                                resource.fields().all().stream()
                                        .map(Field::name)
                                        .collect(Collectors.toSet()))),
                Stream.of(system.accounts()));
    }

    private static LegacySystem system(String name) {
        return Arrays.stream(LegacySystem.values())
                .filter(system -> system.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no system " + name));
    }

    private static LegacyAddress address(String url, Arguments arguments, @Nullable String password) {
        String file = arguments.value("--password-file");
        try {
            return new LegacyAddress(
                    url,
                    arguments.value("--user"),
                    file == null ? password : Files.readString(Path.of(file)).strip(),
                    path(arguments.value("--driver")));
        } catch (LegacyException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("--password-file cannot be read: " + e, e);
        }
    }

    private static Map<String, String> tables(@Nullable String list) {
        Map<String, String> tables = new HashMap<>();
        for (String pair : list == null ? new String[0] : list.split(",")) {
            String[] parts = pair.split("=", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("--table takes KIND=NAME, such as accounts=auth_user");
            }
            tables.put(kind(parts[0]), parts[1]);
        }
        return tables;
    }

    private static Set<String> only(@Nullable String list) {
        Set<String> kinds = Set.copyOf(List.of(list == null ? new String[0] : list.split(",")));
        kinds.forEach(MigrateFromArguments::kind);
        return kinds;
    }

    private static String kind(String name) {
        if (kindsOf(LegacySystem.DJANGO).noneMatch(kind -> kind.name().equals(name))) {
            throw new IllegalArgumentException("there are no " + name);
        }
        return name;
    }

    private static @Nullable Path path(@Nullable String name) {
        return name == null ? null : Path.of(name);
    }
}
