package io.github.stockroom.domain.access;

import static io.github.stockroom.domain.access.Action.READ;
import static io.github.stockroom.domain.access.Action.WRITE;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row of the access table that an API key may be limited to, such as {@code items:write}. */
public record Scope(Resource resource, Action action) {

    /** Every scope. Keys make no keys and no tokens, so there is none for these. */
    public static final List<Scope> ALL = all();

    /** Returns the spelling that callers and stores use. */
    public String code() {
        return resource.code() + ":" + action.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the scope of this spelling; empty if there is none. */
    public static Optional<Scope> find(String code) {
        return ALL.stream().filter(scope -> scope.code().equals(code)).findFirst();
    }

    /** @throws ValidationException {@code invalid_choice} */
    public static Scope parse(String code) {
        return find(code)
                .orElseThrow(() -> new ValidationException(
                        Violation.of("invalid_choice", "There is no such scope; one is items:write.")));
    }

    private static List<Scope> all() {
        List<Scope> scopes = Stream.concat(
                        Stream.of(Resource.values()).filter(Resource::isRecords),
                        Stream.of(Resource.PROFILE, Resource.ACCOUNTS))
                .flatMap(resource -> Stream.of(new Scope(resource, READ), new Scope(resource, WRITE)))
                .collect(Collectors.toCollection(ArrayList::new));
        scopes.add(new Scope(Resource.SIGN_UP, WRITE));
        scopes.add(new Scope(Resource.METRICS, READ));
        return List.copyOf(scopes);
    }
}
