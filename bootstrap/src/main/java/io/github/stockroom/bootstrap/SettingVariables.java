package io.github.stockroom.bootstrap;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The environment variables that stand for {@link StockroomSettings}. Another variable with their prefix is probably
 * misspelt, and the setting that it was meant for keeps its default.
 */
final class SettingVariables {

    /** All but the rules of access, whose names {@link AccessSettings} checks. */
    static final Set<String> NAMES = names("_");

    /** The names without underscores between words, which Spring Boot reads too. */
    private static final Set<String> WITHOUT_DASHES = names("");

    private static final String PREFIX = "STOCKROOM_";

    private static final Pattern OF_OTHERS = Pattern.compile("STOCKROOM_(COMMIT|ACCESS_.*)");

    /** Variables that Kubernetes sets in each container for a service with a name such as stockroom or stockroom-db. */
    private static final Pattern OF_KUBERNETES = Pattern.compile(
            "STOCKROOM_(.+_)?(SERVICE_HOST=.*|SERVICE_PORT(_.+)?=.*|PORT_[0-9]+_(TCP|UDP|SCTP)(_.+)?=.*|PORT=.*://.*)");

    private static final Pattern INDEX_IN_LIST = Pattern.compile("_[0-9]+_?$");

    private SettingVariables() {}

    /** Returns the names of the unknown variables with the prefix {@code STOCKROOM_}, in alphabetical order. */
    static List<String> unknown(Map<String, ?> environment) {
        return environment.entrySet().stream()
                .filter(variable -> !OF_KUBERNETES
                        .matcher(variable.getKey() + "=" + variable.getValue())
                        .matches())
                .map(Map.Entry::getKey)
                .filter(name ->
                        name.startsWith(PREFIX) && !OF_OTHERS.matcher(name).matches())
                .filter(name -> !isKnown(INDEX_IN_LIST.matcher(name).replaceFirst("")))
                .sorted()
                .toList();
    }

    private static boolean isKnown(String variable) {
        return NAMES.contains(variable) || WITHOUT_DASHES.contains(variable);
    }

    /** @param dash what stands between the words of a name */
    private static Set<String> names(String dash) {
        Set<String> names = new HashSet<>();
        addNames(StockroomSettings.class, PREFIX, dash, names);
        names.remove("STOCKROOM_ACCESS");
        return Collections.unmodifiableSet(names);
    }

    private static void addNames(Class<?> group, String prefix, String dash, Set<String> names) {
        for (RecordComponent setting : group.getRecordComponents()) {
            String words = setting.getName().replaceAll("([a-z])([A-Z])", "$1" + dash + "$2");
            String name = prefix + words.toUpperCase(Locale.ROOT);
            if (setting.getType().isRecord()) {
                addNames(setting.getType(), name + "_", dash, names);
            } else {
                names.add(name);
            }
        }
    }
}
