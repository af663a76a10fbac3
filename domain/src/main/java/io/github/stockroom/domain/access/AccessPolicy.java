package io.github.stockroom.domain.access;

import static io.github.stockroom.domain.access.Action.READ;
import static io.github.stockroom.domain.access.Requirement.ADMIN;
import static io.github.stockroom.domain.access.Requirement.ANONYMOUS;
import static io.github.stockroom.domain.access.Requirement.USER;
import static io.github.stockroom.domain.access.Resource.ACCOUNTS;
import static io.github.stockroom.domain.access.Resource.API_KEYS;
import static io.github.stockroom.domain.access.Resource.CARS;
import static io.github.stockroom.domain.access.Resource.ITEMS;
import static io.github.stockroom.domain.access.Resource.METRICS;
import static io.github.stockroom.domain.access.Resource.MOVIES;
import static io.github.stockroom.domain.access.Resource.PROFILE;
import static io.github.stockroom.domain.access.Resource.SERVICE;
import static io.github.stockroom.domain.access.Resource.SIGN_UP;
import static io.github.stockroom.domain.access.Resource.TOKENS;

import io.github.stockroom.domain.account.Caller;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which callers may read or write which resource. Immutable and thread-safe; asks nobody, so it may decide in
 * the service, in
 * front of it, or in both places.
 */
public final class AccessPolicy {

    /** Reads open to all; writes open on items and cars, where they always were, and for those signed in on movies. */
    public static final AccessPolicy DEFAULT = new AccessPolicy(
            Map.of(
                    ITEMS, ANONYMOUS,
                    CARS, ANONYMOUS,
                    MOVIES, ANONYMOUS,
                    SIGN_UP, ANONYMOUS,
                    PROFILE, USER,
                    ACCOUNTS, ADMIN,
                    API_KEYS, USER,
                    TOKENS, ANONYMOUS,
                    METRICS, ADMIN,
                    SERVICE, ANONYMOUS),
            Map.of(
                    ITEMS, ANONYMOUS,
                    CARS, ANONYMOUS,
                    MOVIES, USER,
                    SIGN_UP, ANONYMOUS,
                    PROFILE, USER,
                    ACCOUNTS, ADMIN,
                    API_KEYS, USER,
                    TOKENS, ANONYMOUS,
                    METRICS, ADMIN,
                    SERVICE, ANONYMOUS));

    private static final Set<Resource> ADJUSTABLE = EnumSet.of(ITEMS, CARS, MOVIES, SIGN_UP, METRICS);

    private final Map<Resource, Requirement> read;
    private final Map<Resource, Requirement> write;

    private AccessPolicy(Map<Resource, Requirement> read, Map<Resource, Requirement> write) {
        this.read = new EnumMap<>(read);
        this.write = new EnumMap<>(write);
    }

    /**
     * This policy with another requirement.
     *
     * @throws IllegalArgumentException for a resource of which the service's own safety depends: one's own account, the accounts
     *     of all, API keys, tokens
     */
    public AccessPolicy with(Resource resource, Action action, Requirement requirement) {
        if (!ADJUSTABLE.contains(resource)) {
            throw new IllegalArgumentException("access to " + resource + " is not adjustable");
        }
        AccessPolicy changed = new AccessPolicy(read, write);
        changed.requirements(action).put(resource, requirement);
        return changed;
    }

    /** Returns the least that a caller must be. */
    public Requirement requirement(Resource resource, Action action) {
        Requirement requirement = requirements(action).get(resource);
        return requirement == null ? ADMIN : requirement;
    }

    public Decision decide(Caller caller, Resource resource, Action action) {
        boolean allowed = switch (requirement(resource, action)) {
            case ANONYMOUS -> true;
            case USER -> caller instanceof Caller.SignedIn;
            case ADMIN -> caller.isAdministrator();
        };
        if (allowed) {
            return Decision.ALLOWED;
        }
        return caller instanceof Caller.SignedIn ? Decision.FORBIDDEN : Decision.SIGN_IN;
    }

    private Map<Resource, Requirement> requirements(Action action) {
        return action == READ ? read : write;
    }
}
