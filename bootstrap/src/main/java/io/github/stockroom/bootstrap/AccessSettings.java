package io.github.stockroom.bootstrap;

import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.domain.access.Action;
import io.github.stockroom.domain.access.Requirement;
import io.github.stockroom.domain.access.Resource;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The access rules that differ from {@link AccessPolicy#DEFAULT}, {@code stockroom.access.*}: {@code items.write},
 * {@code sign-up.write}, {@code metrics.read} and so on. Every adjustable {@link Resource} has two of them.
 */
final class AccessSettings {

    private static final String PREFIX = "stockroom.access.";

    private AccessSettings() {}

    /**
     * Returns the default policy with these rules.
     *
     * @param rules requirements by resource and action, blank for the default; in an environment variable
     *     {@code sign-up.write} is {@code sign.up.write}
     * @throws SettingException for a rule that cannot be
     */
    static AccessPolicy policy(Map<String, String> rules) {
        AccessPolicy policy = AccessPolicy.DEFAULT;
        for (Map.Entry<String, String> rule : rules.entrySet()) {
            if (!rule.getValue().isBlank()) {
                policy = with(policy, rule.getKey(), rule.getValue());
            }
        }
        return policy;
    }

    private static AccessPolicy with(AccessPolicy policy, String name, String value) {
        Requirement requirement = Requirement.named(value)
                .orElseThrow(() ->
                        new SettingException(PREFIX + name + " must be anonymous, user or admin, not " + value + "."));
        for (Resource resource : Resource.values()) {
            for (Action action : Action.values()) {
                if (resource.isAdjustable() && letters(resource + "." + action).equals(letters(name))) {
                    return policy.with(resource, action, requirement);
                }
            }
        }
        throw new SettingException(PREFIX + name + " is no setting; there are read and write of "
                + Stream.of(Resource.values())
                        .filter(Resource::isAdjustable)
                        .map(Resource::code)
                        .collect(Collectors.joining(", "))
                + ".");
    }

    /** Returns the name as environment variables know it, without a difference between dashes, dots and underscores. */
    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}
