package io.github.stockroom.bootstrap;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The environment variables that stand for {@link StockroomSettings}. Others are nobody's mistake as such, since an
 * environment has many owners; but one that begins as these do is likely misspelt, and then what it should set keeps
 * its default.
 */
final class SettingVariables {

    /** All but the rules of access, whose names {@link AccessSettings} checks. */
    static final Set<String> NAMES = names("_");

    /** As Spring Boot writes them: it reads these too. */
    private static final Set<String> WITHOUT_DASHES = names("");

    private static final String PREFIX = "STOCKROOM_";

    /** Names that the image sets, and Kubernetes in each container beside a service named stockroom. */
    private static final Pattern OF_OTHERS =
            Pattern.compile("STOCKROOM_(COMMIT|ACCESS_.*|SERVICE_(HOST|PORT(_.*)?)|PORT(_[0-9]+_.*)?)");

    private static final Pattern INDEX_IN_LIST = Pattern.compile("_[0-9]+_?$");

    private SettingVariables() {}

    /** Returns those of the variables that look like settings and are none, in alphabetical order. */
    static List<String> unknown(Collection<String> variables) {
        return variables.stream()
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
