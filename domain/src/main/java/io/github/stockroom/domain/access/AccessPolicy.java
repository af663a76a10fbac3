package io.github.stockroom.domain.access;

import static io.github.stockroom.domain.access.Action.READ;

import io.github.stockroom.domain.account.Caller;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules for reading and writing each resource. Immutable and thread-safe. A decision needs no other data, so the
 * service, a gateway in front of it, or both can make it.
 */
public final class AccessPolicy {

    /** The default requirements of each {@link Resource}. */
    public static final AccessPolicy DEFAULT = new AccessPolicy(defaults(READ), defaults(Action.WRITE));

    private final Map<Resource, Requirement> read;
    private final Map<Resource, Requirement> write;

    private AccessPolicy(Map<Resource, Requirement> read, Map<Resource, Requirement> write) {
        this.read = new EnumMap<>(read);
        this.write = new EnumMap<>(write);
    }

    /**
     * This policy with another requirement.
     *
     * @throws IllegalArgumentException for a resource of which the service's own safety depends: one's own account, the
     *     accounts of all, API keys, tokens
     */
    public AccessPolicy with(Resource resource, Action action, Requirement requirement) {
        if (!resource.isAdjustable()) {
            throw new IllegalArgumentException("access to " + resource + " is not adjustable");
        }
        AccessPolicy changed = new AccessPolicy(read, write);
        changed.requirements(action).put(resource, requirement);
        return changed;
    }

    /** Returns the least that a caller must be. */
    public Requirement requirement(Resource resource, Action action) {
        return Objects.requireNonNull(requirements(action).get(resource));
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

    private static Map<Resource, Requirement> defaults(Action action) {
        return Stream.of(Resource.values())
                .collect(Collectors.toMap(Function.identity(), resource -> resource.byDefault(action)));
    }

    private Map<Resource, Requirement> requirements(Action action) {
        return action == READ ? read : write;
    }
}
